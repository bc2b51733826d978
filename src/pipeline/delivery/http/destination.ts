/** A URL as undici wants it. */
interface Destination {
  origin: string;
  path: string;
}

/** Webhooks have few different URLs, and most of them the same one for every event. */
const maxKnown = 1000;
const known = new Map<string, Destination>();

/** Takes a URL apart, once for as long as it is remembered. Throws where it is none. */
export function destinationOf(url: string): Destination {
  const found = known.get(url);
  if (found !== undefined) return found;
  const { origin, pathname, search } = new URL(url);
  const destination = { origin, path: pathname + search };
  if (known.size >= maxKnown) known.clear();
  known.set(url, destination);
  return destination;
}
