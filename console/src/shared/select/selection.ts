/** Which rows of a list are selected: some by their ids, or all that its filters match, on whatever page. */
export interface Selection {
  ids: ReadonlySet<string>;
  all: boolean;
  /** The row that was changed last: where a range begins. */
  last: string | null;
}

export const nothing: Selection = { ids: new Set(), all: false, last: null };

/**
 * The selection after a row's box was pressed. With `range`, every row of the page between the last one that was pressed and
 * this one becomes what this one becomes.
 */
export function toggled(
  before: Selection,
  id: string,
  { page, range }: { page: readonly string[]; range: boolean },
): Selection {
  const ids = new Set(before.all ? page : before.ids);
  const on = !ids.has(id);
  const start = range && before.last !== null ? page.indexOf(before.last) : -1;
  const end = page.indexOf(id);
  const between = start < 0 ? [id] : page.slice(Math.min(start, end), Math.max(start, end) + 1);
  for (const one of between) on ? ids.add(one) : ids.delete(one);
  return { ids, all: false, last: id };
}

/** The selection after the box above a page was pressed: all of the page, or none of it. */
export function pageToggled(before: Selection, page: readonly string[]): Selection {
  const ids = new Set(before.all ? page : before.ids);
  const on = !page.every((id) => ids.has(id));
  for (const id of page) on ? ids.add(id) : ids.delete(id);
  return { ids, all: false, last: null };
}

/** Whether a page is selected: all of it, some of it, none of it. */
export function pageState({ ids, all }: Selection, page: readonly string[]): 'all' | 'some' | 'none' {
  const count = all ? page.length : page.filter((id) => ids.has(id)).length;
  if (count === 0) return 'none';
  return count === page.length ? 'all' : 'some';
}
