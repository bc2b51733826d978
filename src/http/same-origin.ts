import type { IncomingHttpHeaders } from 'node:http';

/** What a page of another origin cannot send without asking first, and is then refused: there is no CORS here. */
export const consoleHeader = 'x-bellwire-console';

/**
 * Whether a browser sent this from a page of this very origin. `Sec-Fetch-Site` is the browser's own word, also behind a
 * proxy that changes the host; where it is not sent, as over plain http, the origin has to be the host that was asked.
 */
export function isSameOrigin({ origin, host, ...headers }: IncomingHttpHeaders): boolean {
  if (headers[consoleHeader] === undefined) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
