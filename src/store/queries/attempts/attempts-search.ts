import type { Queries, Transaction } from '../../database.ts';

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

/** What a look at some attempts, one by one, has found. */
export interface Along {
  /** Those that fit. */
  ids: string[];
  /** How far it came, to the last that fits where that fills the page; null at the end. */
  lastId: string | null;
}

/**
 * Looks through the next `looked` searched attempts one by one, until a page of them fits. Quick where what is looked for is
 * common. Index: the primary key.
 */
export async function attemptsSearchAlong(
  queries: Queries,
  { organizationId, query, direction, from, to, limit }: SearchStep,
  looked: number,
): Promise<Along> {
  const { beyond, before, order, back } = wordsFor[direction];
  // `next` is read in the order in which it is made, and only as much is made as is read: how far it goes is asked for where all of it
  // was read in any case.
  const [row] = await queries.query<{ ids: string[]; count: number | null; last_id: string | null }>({
    text: `
      with next as materialized (
        select id, coalesce(words @@ $2::text::tsquery, false) as fits
        from attempts
        where organization_id = $1 and id ${beyond} $3 and id ${before} $4
        order by id ${order}
        limit $5
      ),
      page as materialized (select array(select id::text from next where fits limit $6) as ids)
      select
        ids,
        case when cardinality(ids) < $6 then (select count(*) from next) end as count,
        case when cardinality(ids) < $6 then (select id from next order by id ${back} limit 1) end as last_id
      from page`,
    values: [organizationId, query, from, to, looked, limit],
  });
  const ids = row?.ids.sort() ?? [];
  if (direction === 'falling') ids.reverse();
  if (ids.length === limit) return { ids, lastId: ids.at(-1) ?? null };
  return { ids, lastId: row?.count === looked ? row.last_id : null };
}

/** Where to take a sample: the next so many attempts after each of these ids, up to the one that stands beside it. */
export interface SamplePlaces {
  beyond: readonly string[];
  before: readonly string[];
  each: number;
}

/** What was found at one of the places of a sample. */
export interface SampledPlace {
  /** Which one, from 1. */
  place: number;
  looked: number;
  /** The furthest that was looked at; null where there was none. */
  last_id: string | null;
  /** In how many each of the words is. */
  counts: number[];
}

/** In how many attempts of a sample each of some words is. Index: the primary key. */
export async function attemptsSampleWords(
  queries: Queries,
  { organizationId, direction }: Pick<SearchStep, 'organizationId' | 'direction'>,
  words: readonly string[],
  { beyond, before, each }: SamplePlaces,
): Promise<SampledPlace[]> {
  const by = wordsFor[direction];
  const counts = words.map((_, place) => `count(*) filter (where words @@ $${place + 5}::text::tsquery)`);
  return queries.query<SampledPlace>({
    text: `
      select place::integer, next.*
      from unnest($2::uuid[], $3::uuid[]) with ordinality as places (beyond, before, place)
      cross join lateral (
        select
          count(*)::integer as looked,
          ${by.furthest}(id::text) as last_id,
          array[${counts}]::integer[] as counts
        from (
          select id, words from attempts
          where organization_id = $1 and id ${by.beyond} places.beyond and id ${by.before} places.before
          order by id ${by.order}
          limit $4
        ) looked
      ) next`,
    values: [organizationId, beyond, before, each, ...words],
  });
}

/** How a search uses attempts_by_words. */
export interface AskedOfIndex {
  /** Each a `tsquery`, in the order in which the index takes them. */
  clauses: readonly string[];
  /** A `tsquery` that is kept from the index; null where the clauses are all. */
  rest: string | null;
  /** So many may fit the clauses that the planner should know, and may read a day as a whole. */
  leadsToMany: boolean;
}

/**
 * The attempts of a stretch of time that fit, and how many had to be looked at to find them. All that fit the `clauses` are
 * found before they are put in order, so the stretch has to be short where they are many. The organization may be among the
 * clauses; it is asked for in any case outside, where it cannot lead to another index. Index: attempts_by_words.
 */
export async function attemptsSearchByWords(
  queries: Queries,
  { organizationId, direction, from, to, limit }: Omit<SearchStep, 'query'>,
  { clauses, rest, leadsToMany }: AskedOfIndex,
): Promise<{ ids: string[]; looked: number }> {
  const { beyond, before, order } = wordsFor[direction];
  // What the planner does not see it does not look up in its statistics of each day's words, which can take as long as the search.
  const asked = clauses.map((_, place) => {
    const query = `$${place + 6}::text::tsquery`;
    return `words @@ ${leadsToMany ? query : `(select ${query})`} and`;
  });
  const [row] = await queries.query<{ ids: string[]; looked: number }>({
    text: `
      with found as materialized (
        select organization_id, id, coalesce(words @@ $5::text::tsquery, true) as fits
        from attempts
        where ${asked.join(' ')} words is not null and id ${beyond} $2 and id ${before} $3
      )
      select
        array(
          select id::text from found where organization_id = $1 and fits order by id ${order} limit $4
        ) as ids,
        (select count(*) from found) as looked`,
    values: [organizationId, from, to, limit, rest, ...clauses],
  });
  return { ids: row?.ids ?? [], looked: row?.looked ?? 0 };
}

/** How many fit all clauses between two ids, up to `most`. Index: attempts_by_words, which takes the clauses in their order. */
export async function attemptsSearchCount(
  queries: Queries,
  search: {
    organizationId: string;
    clauses: readonly string[];
    after: string;
    before: string;
    most: number;
  },
): Promise<number> {
  const { organizationId, clauses, after, before, most } = search;
  const asked = clauses.map((_, place) => `words @@ $${place + 5}::text::tsquery and`);
  const [row] = await queries.query<{ count: number }>({
    text: `
      select count(*) as count
      from (
        select 1 from attempts
        where organization_id = $1 and ${asked.join(' ')} words is not null and id > $2 and id < $3
        limit $4
      ) found`,
    values: [organizationId, after, before, most, ...clauses],
  });
  return Number(row?.count ?? 0);
}

const wordsFor = {
  rising: { beyond: '>', before: '<', order: 'asc', back: 'desc', furthest: 'max' },
  falling: { beyond: '<', before: '>', order: 'desc', back: 'asc', furthest: 'min' },
} as const;
