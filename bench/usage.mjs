/**
 * How many transactions a second Bellwire counts, exactly, beside how many rows a second go into a plain table of the
 * same columns by the same kind of statement: both on one PostgreSQL on this machine, in turns.
 *
 *   npm run build && node bench/usage.mjs [transactions in each round, default 200000] [rounds, default 3]
 *
 * The client, Bellwire and PostgreSQL share the machine's cores. Bellwire is the program as its users run it, reached
 * over HTTP with ten thousand transactions a request. Twenty developers with an accepted plan each, and a condition whose
 * thresholds are never reached. Throws when a counter is not exact.
 */
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const { startEmbedded } = await import('../dist/store/embedded/start.js');
const root = fileURLToPath(new URL('..', import.meta.url));
const perRound = Number(process.argv[2] ?? 200_000);
const rounds = Number(process.argv[3] ?? 3);
const perRequest = 10_000;
const clients = 2;
const developers = 20;

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const dataDir = await mkdtemp(join(tmpdir(), 'bellwire-bench-usage-'));
// Started by root, PostgreSQL runs as another user, who has to get at its data in here.
await chmod(dataDir, 0o711);
const embedded = await startEmbedded({ dataDir, log: silent });
const { user, password, host, port, database } = embedded.connection;
const [name, secret, server] = [user, password, host].map(encodeURIComponent);
const databaseUrl = `postgres://${name}:${secret}@${server}:${port}/${database}`;
const pool = new pg.Pool({ connectionString: databaseUrl, max: clients });
const program = spawn(process.execPath, [join(root, 'dist/bin.js'), 'serve'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    ...process.env,
    DATABASE_URL: databaseUrl,
    BELLWIRE_PORT: '0',
    BELLWIRE_DATA_DIR: dataDir,
    BELLWIRE_LOG_LEVEL: 'error',
    BELLWIRE_ALLOW_ADDRESSES: '127.0.0.1',
  },
});

try {
  const { url, token } = await started();
  const call = caller(url, token);
  const apps = await setUp(call);
  await pool.query(`
    create table plain (
      organization_id uuid not null, id text not null, owner_id uuid not null, app_id uuid, product_id uuid,
      count integer not null, attributes jsonb, occurred_at timestamptz not null, recorded_at timestamptz not null,
      not_counted text, primary key (organization_id, id)
    )`);
  await countingRound(call, apps, 'warm', perRequest * clients);
  await insertingRound('warm', perRequest * clients);
  const rates = { counted: [], inserted: [] };
  for (let round = 1; round <= rounds; round += 1) {
    rates.inserted.push(await insertingRound(`r${round}`, perRound));
    rates.counted.push(await countingRound(call, apps, `r${round}`, perRound));
    tell(`round ${round}: ${rates.counted.at(-1)} counted/s, ${rates.inserted.at(-1)} plain rows/s`);
  }
  await checkExact(perRequest * clients + rounds * perRound);
  const [counted, inserted] = [median(rates.counted), median(rates.inserted)];
  const ratio = (counted / inserted).toFixed(2);
  tell(`${cpus().length} cores, ${cpus()[0]?.model}, Node ${process.versions.node}, fsync on`);
  tell(`median: ${counted} transactions/s counted exactly, ${inserted} plain rows/s, ${ratio} of them`);
} finally {
  program.kill('SIGTERM');
  await new Promise((resolve) => program.once('exit', resolve));
  await pool.end();
  await embedded.stop();
  await rm(dataDir, { recursive: true, force: true });
}

function tell(line) {
  process.stdout.write(`${line}\n`);
}

async function started() {
  let token = '';
  for await (const line of createInterface({ input: program.stdout })) {
    if (line.startsWith('  ')) token ||= line.trim();
    const found = /^Bellwire listens on (.*)$/.exec(line);
    if (found) return { url: found[1], token };
  }
  throw new Error('Bellwire did not start');
}

function caller(url, token) {
  return async (path, body) => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${text}`);
    return JSON.parse(text);
  };
}

async function setUp(call) {
  const mint = (path, body) => call(`/apigee/v1/mint/organizations/bench${path}`, body);
  const manage = (path, body) => call(`/apigee/v1/organizations/bench${path}`, body);
  const today = new Date().toISOString().slice(0, 10);
  await call('/api/v1/organizations', { key: 'bench', name: 'Bench', dialect: 'apigee' });
  await manage('/apiproducts', { name: 'product1' });
  const product = [{ id: 'product1' }];
  await mint('/monetization-packages', {
    name: 'p',
    displayName: 'p',
    description: '',
    status: 'ACTIVE',
    product,
  });
  await mint('/monetization-packages/p/rate-plans', {
    id: 'plan1',
    name: 'plan1',
    displayName: 'plan1',
    description: '',
    startDate: '2020-01-01',
    published: true,
    ratePlanDetails: [
      { type: 'USAGE_TARGET', meteringType: 'DEV_SPECIFIC', duration: 1, durationType: 'MONTH' },
    ],
  });
  const webhook = await mint('/webhooks', { name: 'w', postURL: 'http://127.0.0.1:4711/' });
  await mint('/notification-conditions', {
    notificationCondition: [
      { attribute: 'RATEPLAN', value: 'plan1' },
      { attribute: 'PUBLISHED', value: 'TRUE' },
      { attribute: 'UsageTarget', value: '%= 80 to 120 by 10' },
    ],
    actions: [{ actionAttribute: 'WEBHOOK', value: webhook.id }],
  });
  const apps = [];
  for (let index = 0; index < developers; index += 1) {
    const email = `dev${index}@example.com`;
    await manage('/developers', {
      email,
      firstName: 'Dev',
      lastName: String(index),
      userName: `dev${index}`,
      attributes: [
        { name: 'MINT_DEVELOPER_LEGAL_NAME', value: 'Dev' },
        { name: 'MINT_DEVELOPER_ADDRESS', value: '{}' },
      ],
    });
    apps.push(await manage(`/developers/${email}/apps`, { name: `app${index}` }));
    await mint(`/developers/${email}/developer-rateplans`, {
      developer: { id: email },
      ratePlan: { id: 'plan1' },
      startDate: today,
      quotaTarget: 1_000_000_000,
    });
  }
  return apps.map(({ appId }) => appId);
}

async function countingRound(call, apps, prefix, count) {
  const bodies = [];
  for (let from = 0; from < count; from += perRequest) {
    const transactions = Array.from({ length: Math.min(perRequest, count - from) }, (_, index) => ({
      id: `${prefix}-${from + index}`,
      app: apps[(from + index) % apps.length],
      product: 'product1',
    }));
    bodies.push(JSON.stringify({ transactions }));
  }
  return perSecond(count, () =>
    inTurns(bodies, async (body) => void (await call('/api/v1/organizations/bench/usage', body))),
  );
}

async function insertingRound(prefix, count) {
  const id = '01a20000-0000-7000-8000-000000000000';
  const batches = [];
  for (let from = 0; from < count; from += perRequest) {
    batches.push(Array.from({ length: perRequest }, (_, index) => `${prefix}-${from + index}`));
  }
  return perSecond(count, () =>
    inTurns(batches, async (ids) => {
      const same = (value) => ids.map(() => value);
      await pool.query({
        name: 'plain',
        text: `
          insert into plain
          select $1::uuid, reported.*, now(), null
          from unnest($2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::integer[], $7::jsonb[], $8::timestamptz[])
            as reported`,
        values: [id, ids, same(id), same(id), same(id), same(1), same(null), same(new Date())],
      });
    }),
  );
}

async function inTurns(items, work) {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    }),
  );
}

async function perSecond(count, work) {
  const startMs = performance.now();
  await work();
  return Math.round(count / ((performance.now() - startMs) / 1000));
}

async function checkExact(expected) {
  const { rows } = await pool.query(
    'select count(*)::int as meters, sum(used)::text as used, (select count(*)::int from usage_transactions) as kept from meter_counters',
  );
  const [found] = rows;
  if (found.used !== `${expected}.0000` || found.kept !== expected || found.meters !== developers) {
    throw new Error(`The counters are not exact: expected ${expected}, found ${JSON.stringify(found)}`);
  }
}

function median(values) {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}
