import pg from 'pg';
import { Pool } from 'undici';
import { createClosers } from '../../src/base/closers.ts';
import type { RunFigures } from '../figures/run-figures.ts';
import { monotonicMs } from '../monotonic.ts';
import { startProgram } from '../start/program.ts';
import { makeStore } from '../start/store.ts';
import { makeUsageOrganization, type UsageOrganization } from '../start/usage-organization.ts';

/** How many transactions, and how many before them that are not measured. */
export interface UsageSize {
  warmUp: number;
  count: number;
}

/** As many as one request takes. */
const batchSize = 10_000;
const clients = 2;

/**
 * How many transactions a second are counted: reported over HTTP to Bellwire as a process of its own, until the last
 * answer, after which all is committed. Throws unless every counter is exact and every transaction is kept.
 */
export async function measureUsage({ warmUp, count }: UsageSize): Promise<RunFigures> {
  const closers = createClosers();
  try {
    const store = await makeStore('embedded');
    closers.add(() => store.remove());
    const program = await startProgram({ settings: store.settings });
    closers.add(() => program.stop());
    const token = program.adminToken ?? '';
    const organization = await makeUsageOrganization(program.url, token);
    const database = new pg.Client(await store.connection());
    await database.connect();
    closers.add(() => database.end());
    const pool = new Pool(program.url, { connections: clients, pipelining: 1 });
    closers.add(() => pool.close());
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

    async function report(body: string): Promise<void> {
      const answer = await pool.request({ method: 'POST', path: organization.path, headers, body });
      const text = await answer.body.text();
      if (answer.statusCode !== 202) throw new Error(`Reporting answered ${answer.statusCode}: ${text}`);
    }
    const reportAll = (from: number, size: number) => {
      const bodies = batches(from, size).map((ids) => bodyOf(ids, organization));
      return secondsOf(bodies, report);
    };
    await reportAll(0, warmUp);
    const seconds = await reportAll(warmUp, count);

    const { rows } = await database.query<{ counted: string; kept: string; meters: string }>(
      `select sum(used) as counted, count(*) as meters, (select count(*) from usage_transactions) as kept
      from meter_counters`,
    );
    const [counted, kept, meters] = [rows[0]?.counted, rows[0]?.kept, rows[0]?.meters].map(Number);
    const all = warmUp + count;
    if (counted !== all || kept !== all || meters !== organization.apps.length) {
      throw new Error(
        `Of ${all} transactions ${counted} are counted and ${kept} kept, by ${meters} counters`,
      );
    }
    const peakMb = await program.peakMb();
    return {
      sent: count,
      arrived: counted - warmUp,
      logged: kept - warmUp,
      seconds,
      measures: { perSecond: count / seconds, ...(peakMb !== null && { peakMb }) },
    };
  } finally {
    await closers.closeAll();
  }
}

/**
 * What the same PostgreSQL does at best: the same rows, in batches of the same size, over as many connections, into a
 * table with the same columns and key, and nothing counted.
 */
export async function measurePlainInserts({ warmUp, count }: UsageSize): Promise<RunFigures> {
  const closers = createClosers();
  try {
    const store = await makeStore('url');
    closers.add(() => store.remove());
    const pool = new pg.Pool({ ...(await store.connection()), max: clients });
    closers.add(() => pool.end());
    await pool.query(`
      create table plain (
        organization_id uuid not null, id text not null, owner_id uuid not null, app_id uuid, product_id uuid,
        count integer not null, attributes jsonb, occurred_at timestamptz not null, recorded_at timestamptz not null,
        not_counted text, primary key (organization_id, id)
      )`);
    const insertAll = (from: number, size: number) =>
      secondsOf(batches(from, size), (ids) => insert(pool, ids));
    await insertAll(0, warmUp);
    const seconds = await insertAll(warmUp, count);
    const { rows } = await pool.query<{ kept: string }>('select count(*) as kept from plain');
    const kept = Number(rows[0]?.kept) - warmUp;
    if (kept !== count) throw new Error(`Of ${count} rows ${kept} are there`);
    return { sent: count, arrived: kept, logged: kept, seconds, measures: { perSecond: count / seconds } };
  } finally {
    await closers.closeAll();
  }
}

const anyId = '01a20000-0000-7000-8000-000000000000';

async function insert(pool: pg.Pool, ids: readonly string[]): Promise<void> {
  const same = <Value>(value: Value) => ids.map(() => value);
  await pool.query({
    name: 'plain-insert',
    text: `
      insert into plain
      select $1::uuid, reported.*, now(), null
      from unnest($2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::integer[], $7::jsonb[], $8::timestamptz[])
        as reported`,
    values: [anyId, ids, same(anyId), same(anyId), same(anyId), same(1), same(null), same(new Date())],
  });
}

/** Ids of transactions, in batches. */
function batches(from: number, count: number): string[][] {
  const ids = Array.from({ length: count }, (_, index) => `transaction-${from + index}`);
  return Array.from({ length: Math.ceil(count / batchSize) }, (_, index) =>
    ids.slice(index * batchSize, (index + 1) * batchSize),
  );
}

/** The request, made before the clock runs. */
function bodyOf(ids: readonly string[], { apps, product }: UsageOrganization): string {
  const transactions = ids.map((id, index) => ({ id, app: apps[index % apps.length], product }));
  return JSON.stringify({ transactions });
}

/** How long work on all items takes, by so many clients at a time. */
async function secondsOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<number> {
  const queue = items[Symbol.iterator]();
  const startMs = monotonicMs();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (const item of queue) await work(item);
    }),
  );
  return (monotonicMs() - startMs) / 1000;
}
