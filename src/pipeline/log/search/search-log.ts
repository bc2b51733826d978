import { BellwireError } from '../../../base/errors.ts';
import { uuidAtMs } from '../../../base/ids.ts';
import type { Database, Queries, Transaction } from '../../../store/database.ts';
import {
  attemptsByIds,
  attemptsSampleWords,
  attemptsSearchAlong,
  attemptsSearchByWords,
  attemptsSearchCount,
  type SearchStep,
  searchTimeLimit,
} from '../../../store/queries/attempts/attempts-search.ts';
import type { AttemptDetails } from '../log.ts';
import { attemptDetailsFrom } from '../views.ts';
import type { Facts } from './attempt-words.ts';
import { boundsOf, isOver, movedMs, nearer, type Stretch } from './bounds.ts';
import { queryParts, rarePart, textQuery } from './text-query.ts';

/** What is looked for. */
export interface AttemptSearch extends Facts, Stretch {
  /** Words, all of which have to be there. Empty: everything. */
  text: string;
  /** Only what lies beyond this id, in the direction of the search. */
  beyond: string | null;
  limit: number;
}

export type CountedSearch = Omit<AttemptSearch, 'direction' | 'beyond' | 'limit'>;

const looked = 1000;
const sampled = 200;
const firstStretchMs = 6 * 60 * 60 * 1000;
const timeLimitMs = 3000;
const mostCounted = 10_000;

/**
 * Searches the attempts that can be searched. First it looks through the next ones, one by one: what is common is found there.
 * What is not is rare enough to be taken from the index, in stretches of time of which each is four times as long as the one
 * before, or longer where that had none: so no step finds many more than a page has. Of several words the index is asked for those that are rare in a sample.
 */
export async function searchAttempts(database: Database, input: AttemptSearch): Promise<AttemptDetails[]> {
  const { organizationId } = input;
  const ids = await database.transaction((tx) => withinTime(tx, () => foundIds(tx, input)));
  const rows = await attemptsByIds(database, organizationId, ids);
  const byId = new Map(rows.map((row) => [row.id, attemptDetailsFrom(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** How many attempts fit, up to ten thousand. */
export function countAttempts(database: Database, input: CountedSearch): Promise<number> {
  const { organizationId } = input;
  const query = textQuery(input, input.text);
  const [after, before] = boundsOf({ ...input, direction: 'rising' });
  const search = { organizationId, query, after, before, most: mostCounted };
  return database.transaction((tx) => withinTime(tx, () => attemptsSearchCount(tx, search)));
}

/** The ids alone of what a search finds, with no limit of time: for work in the background. */
export async function foundIds(tx: Queries, input: AttemptSearch): Promise<string[]> {
  const { organizationId, direction, limit, beyond } = input;
  const [first, end] = boundsOf(input);
  const start = beyond === null || isOver(first, beyond, direction) ? first : beyond;
  const query = textQuery(input, input.text);
  const step: SearchStep = { organizationId, query, direction, from: start, to: end, limit };
  const along = await attemptsSearchAlong(tx, step, looked);
  const ids = [...along.ids];
  let from = along.lastId;
  const indexed = ids.length < limit && from !== null ? await indexedPart(tx, input, step) : query;
  let stretchMs = firstStretchMs;
  while (ids.length < limit && from !== null && !isOver(from, end, direction)) {
    const to = nearer(uuidAtMs(movedMs(from, stretchMs, direction)), end, direction);
    const found = await attemptsSearchByWords(tx, { ...step, indexed, from, to, limit: limit - ids.length });
    ids.push(...found);
    from = to;
    // Each stretch costs a look at all its days: where nothing was found, the next one may well be all that is left.
    stretchMs *= found.length === 0 ? 16 : 4;
  }
  return ids;
}

/** What of a search the index is asked for. */
async function indexedPart(tx: Queries, input: AttemptSearch, step: SearchStep): Promise<string> {
  const parts = queryParts(input, input.text);
  if (parts.begun.length < 2) return step.query;
  return rarePart(parts, await attemptsSampleWords(tx, step, parts.begun, sampled), sampled);
}

const cancelled = '57014';

/** Throws `unavailable` where one of its statements takes longer than a search may. */
export async function withinTime<T>(tx: Transaction, search: () => Promise<T>): Promise<T> {
  await searchTimeLimit(tx, timeLimitMs);
  try {
    return await search();
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== cancelled) throw error;
    throw new BellwireError(
      'unavailable',
      'The search took too long. Narrow it: other words, a shorter time, a type or a URL.',
    );
  }
}
