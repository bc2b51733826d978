import { parseArgs } from 'node:util';
import { uuidAtMs } from '../src/base/ids.ts';
import { silentLog } from '../src/base/log.ts';
import { countAttempts, searchAttempts } from '../src/pipeline/log/search/search-log.ts';
import { createDatabase } from '../src/store/create-database.ts';
import type { Database } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import { dayMs } from '../src/store/partitions.ts';
import { attemptGet } from '../src/store/queries/attempts/attempts-by-ids.ts';
import { wordsIndexTidy } from '../src/store/queries/attempts/words-index-tidy.ts';
import { fillLog, keptLog, type LogSize } from './search/fill-log.ts';
import { hub } from './search/made-attempt.ts';
import { medianMsOf, mediansOf, type Timed } from './search/median.ts';
import { counts, type Sought, searches } from './search/searches.ts';
import { measureWrites } from './search/writes.ts';
import { startServer } from './start/postgres.ts';

/** Measures the search of attempts in a log of any size against the read of one attempt by its key. */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '200000' },
    days: { type: 'string', default: '30' },
    // A folder to keep the log in: it is filled once, and measured as often as one likes.
    data: { type: 'string' },
  },
});
const [rows, days] = [Number(values.rows), Number(values.days)];
const goal = 100;
/** The least that it takes to read an attempt. */
const plainRead =
  'select id, request, response_status, started_at from attempts where organization_id = $1 and id = $2';

const sizes = `
  select pg_size_pretty(sum(pg_total_relation_size(relid))) as log,
    pg_size_pretty(sum((
      select sum(pg_relation_size(indexrelid))
      from pg_index join pg_class c on c.oid = indexrelid join pg_am on pg_am.oid = c.relam
      where indrelid = relid and amname = 'gin'
    ))) as words
  from pg_partition_tree('attempts') where isleaf`;

const server = await startServer(values.data);
const database = createDatabase({ connection: server.connection, maxConnections: 4, log: silentLog });
try {
  await migrate({ database, log: silentLog });
  const kept = await keptLog(database);
  const size = kept ?? { rows, days, nowMs: Date.now() };
  if (kept === null) await fill(database, size);
  // What was written last is in its place by now, as a second after it in the product.
  await wordsIndexTidy(database, size.nowMs);
  await report(database, size);
} finally {
  await database.close();
  await server.stop();
}

async function fill(database: Database, size: LogSize): Promise<void> {
  tell(`Filling a log of ${rows} attempts over ${days} days …`);
  const start = performance.now();
  await fillLog(database, size, tell);
  tell(`    ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

async function report(database: Database, size: LogSize): Promise<void> {
  const { nowMs } = size;
  const [bytes] = await database.query<{ log: string; words: string }>({ text: sizes });
  tell(
    `${size.rows} attempts over ${size.days} days: ${bytes?.log} with indexes, of which ${bytes?.words} for words`,
  );
  const [some] = await database.query<{ id: string }>({
    text: 'select id from attempts where organization_id = $1 and id >= $2 order by id limit 1',
    values: [hub, uuidAtMs(nowMs - (size.days / 2) * dayMs)],
  });
  const values = [hub, some?.id ?? ''];
  const byKey = () => database.query({ name: 'by-key', text: plainRead, values });
  tell(`One row by its primary key: ${ms(await medianMsOf(200, byKey))}`);
  const whole = await medianMsOf(200, () => attemptGet(database, hub, some?.id ?? ''));
  tell(`One attempt with all that was sent, as the API reads it: ${ms(whole)}`);
  // The newest of the log is as old as when it was filled.
  const clock = { nowMs: () => nowMs };
  for (const sought of searches) {
    const input = { ...inputOf(sought, nowMs), direction: sought.direction, beyond: null, limit: 21 };
    // In turns, so that a slow moment of the machine meets both.
    const [found, read] = await mediansOf(15, [() => searchAttempts({ database, clock }, input), byKey]);
    const ratio = found.medianMs / read.medianMs;
    tell(`First page, ${sought.what}: ${ms(found)}, ratio ${ratio.toFixed(1)} (goal: under ${goal})`);
    if (ratio >= goal) process.exitCode = 1;
  }
  for (const sought of counts)
    tell(
      `Count, ${sought.what}: ${ms(await medianMsOf(5, () => countAttempts(database, inputOf(sought, nowMs))))}`,
    );
  const { plain, searched } = await measureWrites(database, nowMs);
  tell(`Writing 500 attempts: ${ms(plain)}; with their words: ${ms(searched)}`);
}

function inputOf({ text, status, webhookId, daysAgo }: Sought, nowMs: number) {
  const [from, to] = (daysAgo ?? []).map((ago) => new Date(nowMs - ago * dayMs));
  return { organizationId: hub, text, status, webhookId, from, to };
}

function ms({ medianMs, fewest, most }: Timed): string {
  return `${medianMs.toFixed(2)} ms (${fewest.toFixed(2)} to ${most.toFixed(2)})`;
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
