import type { Clock } from '../../../base/clock.ts';
import { uuidAtMs } from '../../../base/ids.ts';
import type { Database } from '../../../store/database.ts';
import { attemptsSearchAlong } from '../../../store/queries/attempts/attempts-search.ts';
import type { Facts } from './attempt-words.ts';
import { endMs } from './bounds.ts';
import { textQuery } from './text-query.ts';

/** What is looked out for: what a search would find, from now on. */
export type Tailed = Facts & { text: string };

/** Attempts that have come since the last time. */
export interface TailNews {
  /** How many. */
  count: number;
  /** There may be more: so many are looked at each time. */
  capped: boolean;
  /** The newest of them. */
  newest: string;
}

const looked = 1000;

/**
 * The id of an attempt is made before it is written down with others, so it can appear behind a newer one. So much is looked
 * at again each time; what is written even later is in the list and is not told.
 */
const lookBackMs = 5000;

/** Looks for attempts that have come since it was called last, or since now. */
export function tailOf(
  { database, clock }: { database: Database; clock: Clock },
  tailed: Tailed,
): () => Promise<TailNews | null> {
  const { organizationId } = tailed;
  const query = textQuery(tailed, tailed.text);
  const startMs = clock.nowMs();
  let told = new Set<string>();
  return async () => {
    const to = uuidAtMs(Math.max(clock.nowMs() - lookBackMs, startMs));
    const { ids } = await attemptsSearchAlong(
      database,
      { organizationId, query, direction: 'falling', from: uuidAtMs(endMs), to, limit: looked },
      looked,
    );
    const fresh = ids.filter((id) => !told.has(id));
    told = new Set(ids);
    const [newest] = fresh;
    return newest === undefined ? null : { count: fresh.length, capped: fresh.length === looked, newest };
  };
}
