import type { IncomingHttpHeaders } from 'node:http';

/** What a page of another origin cannot send without asking first, and is then refused: there is no CORS here. */
export const consoleHeader = 'x-bellwire-console';

/** What the console says in it where its page came over https. Everywhere else it says 1. */
const overHttps = 'https';

/**
 * Whether the page that asks came over https, whoever ended TLS: a browser names the origin of all that changes something, and
 * the console says it of itself each time. What proxies say is not asked: many say nothing, and some what is true of one hop.
 */
export function cameOverHttps({ origin, ...headers }: IncomingHttpHeaders): boolean {
  return headers[consoleHeader] === overHttps || origin?.startsWith('https://') === true;
}

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
