import type { JsonObject } from '../../../../base/json.ts';
import type { Body, Pair, Response } from './collection.ts';

const formats: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  html: 'text/html',
  javascript: 'application/javascript',
  text: 'text/plain',
};

/** The body of a request as an example; none where it has none, or is a file. */
export function requestPayloadsOf(body: Body | null | undefined, headers: readonly Pair[]): JsonObject[] {
  const example = body ? exampleOf(body, contentTypeIn(headers)) : null;
  return example === null ? [] : [{ name: 'Example', ...example }];
}

function exampleOf(body: Body, contentType: string | null): { format: string; body: string } | null {
  switch (body.mode) {
    case 'raw': {
      const format = contentType ?? formats[body.options?.raw?.language ?? ''] ?? 'text/plain';
      return body.raw ? { format, body: body.raw } : null;
    }
    case 'urlencoded': {
      const format = 'application/x-www-form-urlencoded';
      const { urlencoded } = body;
      if (typeof urlencoded === 'string') return urlencoded === '' ? null : { format, body: urlencoded };
      const pairs = fieldsIn(urlencoded);
      return pairs.length === 0 ? null : { format, body: String(new URLSearchParams(pairs)) };
    }
    case 'formdata': {
      const pairs = fieldsIn(body.formdata);
      const text = JSON.stringify(Object.fromEntries(pairs));
      return pairs.length === 0 ? null : { format: 'multipart/form-data', body: text };
    }
    case 'graphql':
      return { format: 'application/json', body: graphqlBody(body.graphql) };
    default:
      return null;
  }
}

function graphqlBody({ query = '', variables }: NonNullable<Body['graphql']> = {}): string {
  return JSON.stringify({ query, ...(typeof variables === 'string' && { variables }) });
}

/** The answers that a collection has of a request, as examples. */
export function responsePayloadsOf(responses: readonly Response[] | undefined): JsonObject[] {
  return (responses ?? []).map(({ name, code, body, header }) => ({
    name: (name ?? '').slice(0, 255),
    ...(typeof code === 'number' && { statusCode: code }),
    format: contentTypeIn(Array.isArray(header) ? header : []) ?? 'text/plain',
    body: body ?? '',
  }));
}

function contentTypeIn(headers: readonly Pair[]): string | null {
  const found = headers.find(({ key, disabled }) => key?.toLowerCase() === 'content-type' && !disabled);
  return typeof found?.value === 'string' && found.value !== '' ? found.value.slice(0, 255) : null;
}

function fieldsIn(pairs: readonly Pair[] | undefined): [string, string][] {
  return (pairs ?? []).flatMap(({ key, value, disabled }): [string, string][] =>
    key && !disabled ? [[key, typeof value === 'string' ? value : '']] : [],
  );
}
