import type { Clock } from '../../../base/clock.ts';
import { BellwireError } from '../../../base/errors.ts';
import type { Database, Transaction } from '../../../store/database.ts';
import { attemptsByIds } from '../../../store/queries/attempts/attempts-by-ids.ts';
import { attemptsSearchCount, searchTimeLimit } from '../../../store/queries/attempts/attempts-search.ts';
import type { AttemptDetails } from '../views.ts';
import { attemptDetailsFrom } from '../views-from-rows.ts';
import { boundsOf } from './bounds.ts';
import { type AttemptSearch, foundIds } from './found-ids.ts';
import { wholePlan } from './index-plan.ts';
import { queryParts } from './text-query.ts';

export type CountedSearch = Omit<AttemptSearch, 'direction' | 'beyond' | 'limit'>;

const timeLimitMs = 3000;
const mostCounted = 10_000;

/** Searches the attempts that can be searched. */
export async function searchAttempts(
  { database, clock }: { database: Database; clock: Pick<Clock, 'nowMs'> },
  input: AttemptSearch,
): Promise<AttemptDetails[]> {
  const { organizationId } = input;
  const nowMs = clock.nowMs();
  const ids = await database.transaction((tx) => withinTime(tx, () => foundIds(tx, input, nowMs)));
  if (ids.length === 0) return [];
  const rows = await attemptsByIds(database, organizationId, ids);
  const byId = new Map(rows.map((row) => [row.id, attemptDetailsFrom(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** How many attempts fit, up to ten thousand. */
export function countAttempts(database: Database, input: CountedSearch): Promise<number> {
  const { organizationId } = input;
  const clauses = wholePlan(queryParts(input, input.text));
  const [after, before] = boundsOf({ ...input, direction: 'rising' });
  const search = { organizationId, clauses, after, before, most: mostCounted };
  return database.transaction((tx) => withinTime(tx, () => attemptsSearchCount(tx, search)));
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
