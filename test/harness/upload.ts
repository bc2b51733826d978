import type { TestBellwire } from './bellwire.ts';
import { type HttpAnswer, request } from './http-client.ts';
import type { Hub } from './rapidapi.ts';

/** A request of a GraphQL API with files, as the GraphQL multipart request specification has it. */
export function upload(
  url: string,
  input: {
    headers: Record<string, string>;
    /** As JSON, unless it is a text. */
    operations: unknown;
    map?: unknown;
    files?: Readonly<Record<string, string | Buffer>>;
  },
): Promise<HttpAnswer> {
  const boundary = 'end-of-part-5f2a';
  const part = (name: string, content: string | Buffer, more = '') =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n`),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]);
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  const body = Buffer.concat([
    part('operations', text(input.operations)),
    ...(input.map === undefined ? [] : [part('map', text(input.map))]),
    ...Object.entries(input.files ?? {}).map(([name, content]) =>
      part(name, content, '; filename="file"\r\ncontent-type: application/octet-stream'),
    ),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}`, ...input.headers };
  return request(url, { method: 'POST', headers, body });
}

/** A request of the Platform API, as the hub's editor, with files: each goes where a variable is null. */
export function sendFiles(
  { url }: Pick<TestBellwire, 'url'>,
  hub: Pick<Hub, 'apiKey'>,
  query: string,
  variables: object,
  files: Readonly<Record<string, [path: string, content: string | Buffer]>>,
): Promise<HttpAnswer> {
  const each = Object.entries(files);
  return upload(`${url}/rapidapi/graphql`, {
    headers: { 'x-rapidapi-key': hub.apiKey },
    operations: { query, variables },
    map: Object.fromEntries(each.map(([name, [path]]) => [name, [path]])),
    files: Object.fromEntries(each.map(([name, [, content]]) => [name, content])),
  });
}
