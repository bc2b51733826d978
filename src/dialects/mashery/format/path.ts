import type { Operation } from '../../../catalogue/object-record.ts';

const words = { created: 'create', updated: 'update', deleted: 'delete' } as const;

/** The value of the `event` parameter: `post-create`. */
export function eventNameOf(moment: 'pre' | 'post', operation: Operation): string {
  return `${moment}-${words[operation]}`;
}

/** The value of the `txn` parameter: 32 lower-case hexadecimal digits, as in every sample. */
export function txnOf(transactionId: string): string {
  return transactionId.replaceAll('-', '').toLowerCase();
}

/**
 * The URL of a call: `{root}/v1/{type}[/{id}]?event=…&txn=…`. A path of the root's own is kept, with one trailing
 * slash taken off; a query of its own comes first; a fragment is dropped, since none is ever sent.
 * Throws where the root is no URL.
 */
export function callUrl(
  root: string,
  call: { type: string; id: string | null; event: string; txn: string },
): string {
  const { base, query } = rootParts(root);
  const segments = ['v1', call.type, ...(call.id === null ? [] : [call.id])];
  const path = segments.map(encodeURIComponent).join('/');
  const own = `event=${encodeURIComponent(call.event)}&txn=${encodeURIComponent(call.txn)}`;
  return `${base}/${path}?${query === '' ? own : `${query}&${own}`}`;
}

/** Roots are few and calls are many, so each root is parsed once. */
const parsed = new Map<string, { base: string; query: string }>();
const maxParsed = 10_000;

function rootParts(root: string): { base: string; query: string } {
  const known = parsed.get(root);
  if (known !== undefined) return known;
  const url = new URL(root);
  const query = url.search.replace(/^\?/, '');
  url.search = '';
  url.hash = '';
  const parts = { base: url.href.replace(/\/$/, ''), query };
  if (parsed.size >= maxParsed) parsed.clear();
  parsed.set(root, parts);
  return parts;
}
