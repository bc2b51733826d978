import type { Queries, Transaction } from '../../database.ts';
import type { AttemptDetailsRow } from './attempts-list.ts';
import { detailColumns, detailSource } from './attempts-list.ts';

/** A part of the log to search: from an id on, or up to one, in one direction. */
export interface SearchStep {
  organizationId: string;
  /** A `tsquery`. */
  query: string;
  direction: 'rising' | 'falling';
  /** From here on (not included), in that direction. */
  from: string;
  /** Up to here (not included). */
  to: string;
  limit: number;
}

/** A search is given up after this long, so that a rare word in a large log keeps nobody else waiting. */
export async function searchTimeLimit(tx: Transaction, ms: number): Promise<void> {
  await tx.query({ text: `select set_config('statement_timeout', $1, true)`, values: [String(ms)] });
}

/**
 * Looks through the next `looked` searched attempts one by one. Quick where what is looked for is common. `lastId` is how far
 * it came; null at the end. Index: the primary key.
 */
export async function attemptsSearchAlong(
  queries: Queries,
  { organizationId, query, direction, from, to, limit }: SearchStep,
  looked: number,
): Promise<{ ids: string[]; lastId: string | null }> {
  const { beyond, before, order } = wordsFor[direction];
  const rows = await queries.query<{ id: string; fits: boolean }>({
    text: `
      select id, coalesce(words @@ $2::text::tsquery, false) as fits
      from attempts
      where organization_id = $1 and id ${beyond} $3 and id ${before} $4
      order by id ${order}
      limit $5`,
    values: [organizationId, query, from, to, looked],
  });
  const ids = rows.filter(({ fits }) => fits).map(({ id }) => id);
  return { ids: ids.slice(0, limit), lastId: rows.length < looked ? null : (rows.at(-1)?.id ?? null) };
}

/** In how many of the next `looked` attempts each of some words is. Index: the primary key. */
export async function attemptsSampleWords(
  queries: Queries,
  { organizationId, direction, from, to }: SearchStep,
  words: readonly string[],
  looked: number,
): Promise<number[]> {
  const { beyond, before, order } = wordsFor[direction];
  const counts = words.map((_, place) => `count(*) filter (where words @@ $${place + 5}::text::tsquery)`);
  const [row] = await queries.query<{ counts: number[] }>({
    text: `
      select array[${counts}]::integer[] as counts
      from (
        select words from attempts
        where organization_id = $1 and id ${beyond} $2 and id ${before} $3
        order by id ${order}
        limit $4
      ) next`,
    values: [organizationId, from, to, looked, ...words],
  });
  return row?.counts ?? [];
}

/**
 * The attempts of a stretch of time that fit. All that have what is `indexed`, a part of the query, are found before they are
 * put in order, so the stretch has to be short where they are many. The rest of the query is kept from the index. The organization is among the words of the query; it is asked for again outside, where it cannot
 * lead to another index. Index: attempts_by_words.
 */
export async function attemptsSearchByWords(
  queries: Queries,
  { organizationId, query, indexed, direction, from, to, limit }: SearchStep & { indexed: string },
): Promise<string[]> {
  const { beyond, before, order } = wordsFor[direction];
  const rest = indexed === query ? '' : 'and coalesce(words @@ $6::text::tsquery, false)';
  const rows = await queries.query<{ id: string }>({
    text: `
      with found as materialized (
        select organization_id, id
        from attempts
        where words @@ $2::text::tsquery and words is not null and id ${beyond} $3 and id ${before} $4
          ${rest}
      )
      select id from found where organization_id = $1 order by id ${order} limit $5`,
    values: [organizationId, indexed, from, to, limit, ...(indexed === query ? [] : [query])],
  });
  return rows.map(({ id }) => id);
}

/** How many fit between two ids, up to `most`. Index: attempts_by_words. */
export async function attemptsSearchCount(
  queries: Queries,
  search: { organizationId: string; query: string; after: string; before: string; most: number },
): Promise<number> {
  const [row] = await queries.query<{ count: number }>({
    text: `
      select count(*) as count
      from (
        select 1 from attempts
        where organization_id = $1 and words @@ $2::text::tsquery and words is not null and id > $3 and id < $4
        limit $5
      ) found`,
    values: [search.organizationId, search.query, search.after, search.before, search.most],
  });
  return Number(row?.count ?? 0);
}

/** The attempts of these ids with their bytes, in no order. Index: the primary key. */
export async function attemptsByIds(
  queries: Queries,
  organizationId: string,
  ids: readonly string[],
): Promise<AttemptDetailsRow[]> {
  return queries.query<AttemptDetailsRow>({
    text: `select ${detailColumns} ${detailSource} where a.organization_id = $1 and a.id = any($2::uuid[])`,
    values: [organizationId, ids],
  });
}

const wordsFor = {
  rising: { beyond: '>', before: '<', order: 'asc' },
  falling: { beyond: '<', before: '>', order: 'desc' },
} as const;
