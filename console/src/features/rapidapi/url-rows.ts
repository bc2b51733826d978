import type { EventUrl } from './graph.ts';

/** A hub may have so many callback URLs. */
export const maxUrls = 5;

/** One field of the form; without an id it is a new one. */
export interface UrlRow {
  key: string;
  id: string | null;
  before: string;
  url: string;
}

export function rowsOf(urls: readonly EventUrl[]): UrlRow[] {
  return urls.map(({ id, url }) => ({ key: id, id, before: url, url }));
}

/** What is saved for what was typed: a bare host gets its scheme. */
export function urlMeant(typed: string): string {
  const text = typed.trim();
  return text === '' || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
}

/** What one is told of a row before it is saved; undefined where there is nothing. */
export function noteOf(rows: readonly UrlRow[], index: number): { wrong: boolean; text: string } | undefined {
  const meant = urlMeant(rows[index]!.url);
  if (meant === '') return undefined;
  const same = rows.findIndex((row, other) => other < index && urlMeant(row.url) === meant);
  if (same >= 0) return { wrong: true, text: `This URL is already number ${same + 1}.` };
  if (meant !== rows[index]!.url.trim()) return { wrong: false, text: `It will be saved as ${meant}.` };
  return undefined;
}

/** What has to be asked for: removals first, so that there is room for what is new. */
export function changesOf(
  urls: readonly EventUrl[],
  rows: readonly UrlRow[],
): { removed: EventUrl[]; changed: UrlRow[]; added: UrlRow[] } {
  const kept = rows.filter(({ url }) => url.trim() !== '');
  return {
    removed: urls.filter(({ id }) => !kept.some((row) => row.id === id)),
    changed: kept.filter((row) => row.id !== null && urlMeant(row.url) !== row.before),
    added: kept.filter(({ id }) => id === null),
  };
}

/**
 * The rows after the hub's URLs have been read again: what was typed and is not saved stays, what is saved or was changed elsewhere
 * is as the hub has it now.
 */
export function rebased(
  rows: readonly UrlRow[],
  before: readonly EventUrl[],
  now: readonly EventUrl[],
): UrlRow[] {
  const still = rows.flatMap((row): UrlRow[] => {
    if (row.id === null) return [row];
    const own = now.find(({ id }) => id === row.id);
    if (own === undefined) return [];
    const touched = urlMeant(row.url) !== row.before;
    return [{ ...row, before: own.url, url: touched ? row.url : own.url }];
  });
  const unknown = now.filter(({ id }) => !before.some((one) => one.id === id));
  const more = unknown.filter(({ id }) => !still.some((row) => row.id === id));
  const [old, fresh] = [still.filter(({ id }) => id !== null), still.filter(({ id }) => id === null)];
  return [...old, ...rowsOf(more), ...fresh];
}
