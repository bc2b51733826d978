import type { CollectionRequest, Pair, RequestUrl } from './collection.ts';

/** Where a request goes: whom it asks, and for what. */
export interface Address {
  /** With scheme and host, without a slash at its end; null where the collection does not say. */
  base: string | null;
  /** `/users/{id}`. */
  route: string;
  /** The names in the route, in order. */
  names: string[];
  query: Pair[];
}

/** Variables may hold others; more than this many in a row lead in a circle. */
const maxSteps = 10;

/**
 * The address of a request. What stands in double braces is taken from the variables of the collection in the base URL, and is a
 * parameter in the path.
 */
export function addressOf(url: CollectionRequest['url'], variables: ReadonlyMap<string, string>): Address {
  const [path = '', queryText = ''] = rawOf(url ?? '')
    .replace(/#.*$/s, '')
    .split(/\?(.*)/s);
  const { base, rest } = splitBase(path.trim(), variables);
  const names: string[] = [];
  const segments = rest
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => segmentOf(segment, names));
  const given = typeof url === 'object' && url !== null ? url.query : undefined;
  return { base, route: `/${segments.join('/')}`, names, query: given ?? pairsIn(queryText) };
}

function rawOf(url: RequestUrl | string): string {
  if (typeof url === 'string') return url;
  if (url.raw !== undefined && url.raw !== '') return url.raw;
  const { protocol, host, port, path } = url;
  const hostText = Array.isArray(host) ? host.join('.') : (host ?? '');
  const segments = (Array.isArray(path) ? path : [path ?? '']).map((one) =>
    typeof one === 'string' ? one : (one.value ?? ''),
  );
  const origin = `${protocol ? `${protocol}://` : ''}${hostText}${port ? `:${port}` : ''}`;
  return `${origin}/${segments.join('/')}`;
}

function splitBase(
  path: string,
  variables: ReadonlyMap<string, string>,
): { base: string | null; rest: string } {
  // Ahead of the first slash that is none of the scheme's.
  const found = /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/]*/i.exec(path);
  const head = found?.[0] ?? '';
  const rest = path.slice(head.length);
  if (head === '') return { base: null, rest };
  const filled = filledIn(head, variables);
  // Without a scheme, Postman sends by http.
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(filled) ? filled : `http://${filled}`;
  const isBase = !filled.includes('{{') && URL.canParse(text) && /^https?:/i.test(text);
  return { base: isBase ? text.replace(/\/+$/, '') : null, rest };
}

function filledIn(text: string, variables: ReadonlyMap<string, string>): string {
  let filled = text;
  for (let step = 0; step < maxSteps && filled.includes('{{'); step += 1) {
    filled = filled.replace(/\{\{([^{}]+)\}\}/g, (all, name: string) => variables.get(name.trim()) ?? all);
    if (filled.length > 2048) return text;
  }
  return filled;
}

/** `:id`, `{{id}}` and `{id}` are parameters. */
function segmentOf(segment: string, names: string[]): string {
  return segment.replace(
    /^:([^:]+)$|\{\{([^{}]+)\}\}|\{([^{}]+)\}/g,
    (_all, ...found: (string | undefined)[]) => {
      const name = (found.slice(0, 3).find((one) => one !== undefined) ?? '').trim();
      names.push(name);
      return `{${name}}`;
    },
  );
}

function pairsIn(text: string): Pair[] {
  return [...new URLSearchParams(text).keys()].map((key) => ({ key }));
}
