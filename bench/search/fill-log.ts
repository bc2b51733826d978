import { silentLog } from '../../src/base/log.ts';
import type { Database } from '../../src/store/database.ts';
import { dayMs, partitionsAhead } from '../../src/store/partitions.ts';
import { attemptsInsert } from '../../src/store/queries/attempts/attempts-insert.ts';
import { compareSome } from './compare.ts';
import { fillDay, makeSlots } from './fill-day.ts';
import { madeAttempt } from './made-attempt.ts';
import { withoutWordIndex } from './word-index.ts';

/** The size of a log, and the time over which its attempts are spread evenly. */
export interface LogSize {
  rows: number;
  days: number;
  nowMs: number;
}

/** So many of the newest are written as the product writes them, to the index as well. */
const newest = 5000;
const perBatch = 500;

/**
 * Fills the log with the rows of `madeAttempt`, made by SQL over two connections that take a day each, without the index of
 * words, which is built for a day when that is full. Then some are compared with what the product would have written.
 */
export async function fillLog(
  database: Database,
  size: LogSize,
  tell: (line: string) => void,
): Promise<void> {
  const atMs = timesOf(size);
  const filled = Math.max(size.rows - newest, 0);
  for (let day = size.days; day >= 0; day -= 3)
    await partitionsAhead(database, size.nowMs - day * dayMs, silentLog);
  await makeSlots(database);
  await largerLog(database, async () => {
    const index = await withoutWordIndex(database);
    const days = daysOf(size, filled);
    let full = 0;
    const work = async () => {
      for (let day = days.shift(); day !== undefined; day = days.shift()) {
        await fillDay(database, { ...day, startMs: atMs(0), stepMs: stepOf(size) });
        await index.buildFor(day.partition);
        full += 1;
        tell(`    ${full} of ${full + days.length} days`);
      }
    };
    await Promise.all([work(), work()]);
    await index.restore();
  });
  await database.query({ text: 'vacuum analyze attempts' });
  for (let from = filled; from < size.rows; from += perBatch) {
    const count = Math.min(perBatch, size.rows - from);
    const rows = Array.from({ length: count }, (_, k) => madeAttempt(from + k, atMs(from + k)).row);
    await attemptsInsert(database, rows);
  }
  await compareSome(database, size.rows, atMs);
  await database.query({
    text: 'create table bench_log as select $1::integer as rows, $2::integer as days, $3::bigint as "nowMs"',
    values: [size.rows, size.days, size.nowMs],
  });
}

/** The log that was filled before, in a folder that was kept. */
export async function keptLog(database: Database): Promise<LogSize | null> {
  const known = await database.query({ text: `select 1 where to_regclass('bench_log') is not null` });
  if (known.length === 0) return null;
  const [size] = await database.query<LogSize>({ text: 'select * from bench_log' });
  return size === undefined ? null : { ...size, nowMs: Number(size.nowMs) };
}

/** When attempt number `n` was made. By the same arithmetic as in SQL, to the last bit. */
export function timesOf(size: LogSize): (n: number) => number {
  const stepMs = stepOf(size);
  return (n) => size.nowMs - size.days * dayMs + n * stepMs;
}

function stepOf({ days, rows }: LogSize): number {
  return (days * dayMs) / rows;
}

/** The partitions, each with the first and the last of the first `count` attempts that belong into it. */
function daysOf(size: LogSize, count: number): { partition: string; first: number; last: number }[] {
  const atMs = timesOf(size);
  const found = new Map<string, { partition: string; first: number; last: number }>();
  for (let n = 0; n < count; n += 1) {
    const day = Math.floor(atMs(n) / dayMs) * dayMs;
    const partition = `attempts_${new Date(day).toISOString().slice(0, 10).replaceAll('-', '')}`;
    const known = found.get(partition);
    if (known === undefined) found.set(partition, { partition, first: n, last: n });
    else known.last = n;
  }
  return [...found.values()];
}

/** Does it with room for a longer log of changes, so that checkpoints do not follow one another. */
async function largerLog(database: Database, work: () => Promise<void>): Promise<void> {
  const reload = () => database.query({ text: 'select pg_reload_conf()' });
  await database.query({ text: `alter system set max_wal_size = '8GB'` });
  await reload();
  await work();
  await database.query({ text: 'alter system reset max_wal_size' });
  await reload();
}
