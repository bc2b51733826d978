import { parseArgs } from 'node:util';
import { uuidAtMs } from '../src/base/ids.ts';
import { silentLog } from '../src/base/log.ts';
import { searchAttempts } from '../src/pipeline/log/search/search-log.ts';
import { createDatabase, type Database } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import { dayMs, partitionsAhead } from '../src/store/partitions.ts';
import { attemptGet } from '../src/store/queries/attempts/attempts-list.ts';
import { fillLog, hub, searches } from './search/fill-log.ts';
import { medianMsOf, type Timed } from './search/median.ts';
import { measureWrites } from './search/writes.ts';
import { startServer } from './start/postgres.ts';

/** Measures the search of attempts in a log of any size against the read of one attempt by its key. */
const { values } = parseArgs({
  options: { rows: { type: 'string', default: '200000' }, days: { type: 'string', default: '30' } },
});
const [rows, days] = [Number(values.rows), Number(values.days)];
const goal = 100;

const server = await startServer();
const database = createDatabase({ connection: server.connection, maxConnections: 4, log: silentLog });
try {
  await migrate({ database, log: silentLog });
  tell(`Filling a log of ${rows} attempts over ${days} days …`);
  const nowMs = Date.now();
  for (let day = days; day >= 0; day -= 3) await partitionsAhead(database, nowMs - day * dayMs, silentLog);
  const filled = performance.now();
  await fillLog(database, { rows, days, nowMs });
  tell(`    ${((performance.now() - filled) / 1000).toFixed(1)} s`);
  await report(database, nowMs);
} finally {
  await database.close();
  await server.stop();
}

async function report(database: Database, nowMs: number): Promise<void> {
  const [some] = await database.query<{ id: string }>({
    text: 'select id from attempts where organization_id = $1 and id >= $2 order by id limit 1',
    values: [hub, uuidAtMs(nowMs - (days / 2) * dayMs)],
  });
  const byKey = await medianMsOf(200, () => attemptGet(database, hub, some?.id ?? ''));
  tell(`One attempt by its key: ${ms(byKey)}`);
  for (const { what, text, status, direction } of searches) {
    const found = await medianMsOf(15, () =>
      searchAttempts(database, { organizationId: hub, text, status, direction, beyond: null, limit: 21 }),
    );
    const ratio = found.medianMs / byKey.medianMs;
    tell(`First page, ${what}: ${ms(found)}, ratio ${ratio.toFixed(1)} (goal: under ${goal})`);
    if (ratio >= goal) process.exitCode = 1;
  }
  const { plain, searched } = await measureWrites(database, nowMs);
  tell(`Writing 500 attempts: ${ms(plain)}; with their words: ${ms(searched)}`);
}

function ms({ medianMs, fewest, most }: Timed): string {
  return `${medianMs.toFixed(2)} ms (${fewest.toFixed(2)} to ${most.toFixed(2)})`;
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
