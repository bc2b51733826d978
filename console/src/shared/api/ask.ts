import { tellLost } from './lost.ts';
import { ApiProblem, readProblem } from './problem.ts';
import type { AnswerOf, ApiPath, AskedWith, MethodOf } from './types.ts';

/** What everybody who asks may give beside the input. */
export interface AskOptions {
  signal?: AbortSignal;
  ifMatch?: string;
  /** What an API of a dialect wants besides. */
  headers?: Record<string, string>;
}

/**
 * Asks the native API, typed by its OpenAPI document. The session is a cookie that scripts cannot read; the header says
 * that this page asks, which no form of another site can.
 *
 * @throws ApiProblem for every answer that is no success, and where none came.
 */
export async function ask<Path extends ApiPath, Name extends MethodOf<Path>>(
  method: Name,
  path: Path,
  input: AskedWith<Path, Name>,
  options: AskOptions = {},
): Promise<AnswerOf<Path, Name>> {
  const { path: values, query, body } = input as Input;
  return (await send(method, addressOf(path, values, query), body, options)) as AnswerOf<Path, Name>;
}

interface Input {
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/** The same for an address that no document knows: those of the dialects. */
export async function send(
  method: string,
  address: string,
  body?: unknown,
  { signal, ifMatch, headers }: AskOptions = {},
): Promise<unknown> {
  const answer = await fetched(address, {
    method: method.toUpperCase(),
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      // Over https the server then takes only the cookie that was set over https.
      'x-bellwire-console': location.protocol === 'https:' ? 'https' : '1',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal !== undefined && { signal }),
  });
  const text = await answer.text();
  const content = jsonOrText(text);
  if (answer.ok) return text === '' ? undefined : content;
  if (answer.status === 401) tellLost();
  throw readProblem({
    status: answer.status,
    body: content,
    retryAfter: answer.headers.get('retry-after'),
    requestId: answer.headers.get('x-request-id'),
  });
}

/** A path with its values filled in and its query, each list as a repeated name. */
export function addressOf(
  path: string,
  values: Record<string, unknown> = {},
  query: Record<string, unknown> = {},
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === '' || value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return text === '' ? filled : `${filled}?${text}`;
}

async function fetched(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    tellLost();
    throw new ApiProblem({ status: 0, code: 'unreachable', detail: 'Bellwire did not answer.' });
  }
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
