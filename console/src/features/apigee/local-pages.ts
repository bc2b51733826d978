import { useSearch } from '../../shared/routing/use-search.ts';

const size = 50;

/** A part of a list that came whole, with the keys of the parts beside it, as the lists of the API have them. */
export function useLocalPage<Row>(rows: readonly Row[] | undefined) {
  const { before, after } = useSearch();
  if (rows === undefined) return undefined;
  const start = Math.max(0, Number(before ?? after ?? 0) || 0);
  return {
    items: rows.slice(start, start + size),
    newer: start > size ? String(start - size) : null,
    older: start + size < rows.length ? String(start + size) : null,
  };
}

/** Whether one of the texts has what is searched for in it. */
export function matches(wanted: string | undefined, ...texts: (string | undefined)[]): boolean {
  if (wanted === undefined || wanted === '') return true;
  const small = wanted.toLowerCase();
  return texts.some((text) => text?.toLowerCase().includes(small) === true);
}
