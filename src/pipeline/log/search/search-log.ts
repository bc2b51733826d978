import { BellwireError } from '../../../base/errors.ts';
import { msOfUuid, uuidAtMs } from '../../../base/ids.ts';
import type { Database, Transaction } from '../../../store/database.ts';
import {
  attemptsByIds,
  attemptsSearchAlong,
  attemptsSearchByWords,
  attemptsSearchCount,
  type SearchStep,
  searchTimeLimit,
} from '../../../store/queries/attempts/attempts-search.ts';
import type { AttemptDetails } from '../log.ts';
import { attemptDetailsFrom } from '../views.ts';
import type { Facts } from './attempt-words.ts';
import { textQuery } from './text-query.ts';

/** What is looked for. */
export interface AttemptSearch extends Facts {
  /** Words, all of which have to be there. Empty: everything. */
  text: string;
  from?: Date | undefined;
  to?: Date | undefined;
  direction: 'rising' | 'falling';
  /** Only what lies beyond this id, in the direction of the search. */
  beyond: string | null;
  limit: number;
}

const looked = 1000;
const firstStretchMs = 6 * 60 * 60 * 1000;
const timeLimitMs = 3000;
const mostCounted = 10_000;
const endMs = Date.parse('2200-01-01T00:00:00.000Z');

/**
 * Searches the attempts that can be searched. First it looks through the next ones, one by one: what is common is found there.
 * What is not is rare enough to be taken from the index, in stretches of time of which each is four times as long as the one
 * before: so no step finds many more than a page has.
 */
export async function searchAttempts(database: Database, input: AttemptSearch): Promise<AttemptDetails[]> {
  const { organizationId } = input;
  const ids = await database.transaction((tx) => within(tx, () => idsOf(tx, input)));
  const rows = await attemptsByIds(database, organizationId, ids);
  const byId = new Map(rows.map((row) => [row.id, attemptDetailsFrom(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** How many attempts fit, of the first ten thousand. */
export function countAttempts(database: Database, input: Facts & { text: string }): Promise<number> {
  const { organizationId } = input;
  const query = textQuery(input, input.text);
  return database.transaction((tx) =>
    within(tx, () => attemptsSearchCount(tx, { organizationId, query, most: mostCounted })),
  );
}

async function idsOf(tx: Transaction, input: AttemptSearch): Promise<string[]> {
  const { organizationId, direction, limit } = input;
  const [start, end] = boundsOf(input);
  const query = textQuery(input, input.text);
  const step: SearchStep = { organizationId, query, direction, from: start, to: end, limit };
  const along = await attemptsSearchAlong(tx, step, looked);
  const ids = [...along.ids];
  let from = along.lastId;
  let stretchMs = firstStretchMs;
  while (ids.length < limit && from !== null && !isOver(from, end, direction)) {
    const to = nearer(uuidAtMs(movedMs(from, stretchMs, direction)), end, direction);
    ids.push(...(await attemptsSearchByWords(tx, { ...step, from, to, limit: limit - ids.length })));
    from = to;
    stretchMs *= 4;
  }
  return ids;
}

/** Where to begin and where to end. */
function boundsOf({ direction, beyond, from, to }: AttemptSearch): [string, string] {
  // Ids of exactly `from` belong to it, those of `to` do not.
  const earliest = uuidAtMs(Math.max((from?.getTime() ?? 1) - 1, 0));
  const latest = uuidAtMs(to?.getTime() ?? endMs);
  const [start, end] = direction === 'falling' ? [latest, lastOfMs(earliest)] : [lastOfMs(earliest), latest];
  return [beyond === null || isOver(start, beyond, direction) ? start : beyond, end];
}

/** The last id that a millisecond can have. */
function lastOfMs(id: string): string {
  return `${id.slice(0, 13)}-ffff-ffff-ffffffffffff`;
}

function movedMs(id: string, byMs: number, direction: AttemptSearch['direction']): number {
  const ms = msOfUuid(id);
  return Math.min(Math.max(direction === 'falling' ? ms - byMs : ms + byMs, 0), endMs);
}

function nearer(one: string, other: string, direction: AttemptSearch['direction']): string {
  return isOver(one, other, direction) ? other : one;
}

/** Whether `id` is at `end` or beyond. UUIDs of version 7 sort as texts. */
function isOver(id: string, end: string, direction: AttemptSearch['direction']): boolean {
  return direction === 'falling' ? id <= end : id >= end;
}

const cancelled = '57014';

async function within<T>(tx: Transaction, search: () => Promise<T>): Promise<T> {
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
