/** A request as it was sent; header values that are secret are not in it. */
export interface SentRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: { encoding: 'utf-8' | 'base64'; content: string } | null;
}

/** Set by curl itself, or made wrong by being repeated. */
const leftOut = new Set(['host', 'content-length', 'connection', 'transfer-encoding']);

/** The request as a line for a POSIX shell. Signatures and credentials are not kept, so they are not in it. */
export function curlOf({ method, url, headers, body }: SentRequest): string {
  const parts = [`curl -X ${quoted(method)} ${quoted(url)}`];
  for (const [name, value] of Object.entries(headers)) {
    if (!leftOut.has(name.toLowerCase())) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  }
  if (body === null || body.content === '') return parts.join(' \\\n  ');
  if (body.encoding === 'utf-8') return [...parts, `--data-raw ${quoted(body.content)}`].join(' \\\n  ');
  const piped = [...parts, '--data-binary @-'].join(' \\\n  ');
  return `printf %s ${quoted(body.content)} | base64 -d | ${piped}`;
}

/** Single quotes keep everything as it is but themselves. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
