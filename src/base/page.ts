/** Which page of a list that is ordered by id, newest first. `before` and `after` are never both given. */
export interface PageRequest {
  limit: number;
  /** Only what is older than this id. */
  before?: string;
  /** Only what is newer than this id: the page that lies next to it. */
  after?: string;
}

/** A page, newest first. */
export interface Page<Item> {
  items: Item[];
  /** The `before` of the next older page; null when this is known to be the last one. */
  older: string | null;
  /** The `after` of the next newer page; null when there is none, or nothing newer yet. */
  newer: string | null;
}

/**
 * The page made of rows that were read one more than asked for: with `after` in rising order of id, otherwise in
 * falling order.
 */
export function pageFrom<Item extends { id: string }>(
  rows: readonly Item[],
  request: PageRequest,
): Page<Item> {
  const more = rows.length > request.limit;
  const items = rows.slice(0, request.limit);
  if (request.after !== undefined) items.reverse();
  const newest = items[0]?.id ?? null;
  const oldest = items.at(-1)?.id ?? null;
  if (request.after !== undefined) return { items, older: oldest, newer: more ? newest : null };
  return {
    items,
    older: more ? oldest : null,
    newer: request.before === undefined ? null : newest,
  };
}
