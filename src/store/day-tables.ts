import { msOfUuid } from '../base/ids.ts';
import type { Queries } from './database.ts';
import { type Partitioned, partitionName } from './partitions.ts';

/**
 * The partitions by name, for statements that know the ids of what they write. Through the whole table such a statement would be
 * planned for every day that the log keeps, which takes longer than to run it.
 */
export interface DayTables {
  /** The table to write to for this id: its day's, or the whole one where that is not known to have a table of its own. */
  tableOf(table: Partitioned, id: string): string;
  /** Something went wrong: a table may be gone. Until they have been looked up again, the whole ones are answered. */
  forget(): void;
}

/** Answers with whole tables. */
export const wholeTables: DayTables = { tableOf: (table) => table, forget() {} };

/** New days are made long before they begin: to look once a minute is enough. */
const lookEveryMs = 60_000;

export function createDayTables(queries: Queries, clock: { monotonicMs(): number }): DayTables {
  let known: ReadonlySet<string> = new Set();
  let lookedMs = Number.NEGATIVE_INFINITY;

  async function look(): Promise<void> {
    const rows = await queries.query<{ name: string }>({
      text: `
        select c.relname as name
        from pg_inherits i
        join pg_class c on c.oid = i.inhrelid
        where i.inhparent in (to_regclass('events'), to_regclass('payloads'), to_regclass('deliveries'))`,
    });
    known = new Set(rows.map(({ name }) => name));
  }

  return {
    tableOf(table, id) {
      const name = partitionName(table, msOfUuid(id));
      if (known.has(name)) return name;
      const nowMs = clock.monotonicMs();
      if (nowMs - lookedMs >= lookEveryMs) {
        lookedMs = nowMs;
        // What cannot be looked up now is looked up the next time; the whole table serves until then.
        look().catch(() => {});
      }
      return table;
    },
    forget() {
      known = new Set();
    },
  };
}

/** Items by the tables of their ids. */
export function byTable<Item>(items: readonly Item[], tableOf: (item: Item) => string): [string, Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const table = tableOf(item);
    const group = groups.get(table);
    if (group === undefined) groups.set(table, [item]);
    else group.push(item);
  }
  return [...groups];
}
