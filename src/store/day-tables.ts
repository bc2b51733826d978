import { msOfUuid } from '../base/ids.ts';
import type { Queries } from './database.ts';
import { dayMs, partitionsOf } from './partitions.ts';

/** The tables that are written to, or read for it, by keys that are known. */
const written = ['events', 'payloads', 'deliveries'] as const;
type Written = (typeof written)[number];

/**
 * The partitions by name, for statements that know the ids of what they write. Through the whole table such a statement would be
 * planned for every day that the log keeps, which takes longer than to run it.
 */
export interface DayTables {
  /** The table to write to for this id: its day's, or the whole one where that is not known to have a table of its own. */
  tableOf(table: Written, id: string): string;
  /** Something went wrong: a table may be gone. Until they have been looked up again, the whole ones are answered. */
  forget(): void;
}

/** Answers with whole tables. */
export const wholeTables: DayTables = { tableOf: (table) => table, forget() {} };

/** New days are made long before they begin: to look once a minute is enough. */
const lookEveryMs = 60_000;

export function createDayTables(queries: Queries, clock: { monotonicMs(): number }): DayTables {
  /** By table, and by the first millisecond of the day. */
  let known = new Map<string, ReadonlyMap<number, string>>();
  let lookedMs = Number.NEGATIVE_INFINITY;

  async function look(): Promise<void> {
    const found = new Map<string, Map<number, string>>(written.map((table) => [table, new Map()]));
    for (const { table, name, fromMs } of await partitionsOf(queries, written))
      found.get(table)?.set(fromMs, name);
    known = found;
  }

  return {
    tableOf(table, id) {
      const name = known.get(table)?.get(Math.floor(msOfUuid(id) / dayMs) * dayMs);
      if (name !== undefined) return name;
      const nowMs = clock.monotonicMs();
      if (nowMs - lookedMs >= lookEveryMs) {
        lookedMs = nowMs;
        // What cannot be looked up now is looked up the next time; the whole table serves until then.
        look().catch(() => {});
      }
      return table;
    },
    forget() {
      known = new Map();
    },
  };
}
