/**
 * How long lists, filters and details of the log take in an organization with a million deliveries, beside one with a
 * thousand, in one database, over HTTP. Fails when one of them takes more than ten times as long.
 *
 *   npm run bench:lists -- [deliveries, default 1000000] [of the small one, default 1000]
 *
 * Each answer is asked for in turns, small and large, and the median is taken.
 */
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const { startEmbedded } = await import('../dist/store/embedded/start.js');
const { createDatabase } = await import('../dist/store/create-database.js');
const { partitionsAhead } = await import('../dist/store/partitions.js');
const root = fileURLToPath(new URL('..', import.meta.url));
const sizes = { large: Number(process.argv[2] ?? 1_000_000), small: Number(process.argv[3] ?? 1000) };
const rounds = 15;
const maxRatio = 10;
const days = 8;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

const dataDir = await mkdtemp(join(tmpdir(), 'bellwire-bench-lists-'));
// Started by root, PostgreSQL runs as another user, who has to get at its data in here.
await chmod(dataDir, 0o711);
const embedded = await startEmbedded({ dataDir, log: silent });
const { user, password, host, port, database } = embedded.connection;
const [name, secret, server] = [user, password, host].map(encodeURIComponent);
const databaseUrl = `postgres://${name}:${secret}@${server}:${port}/${database}`;
const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
const program = spawn(process.execPath, [join(root, 'dist/bin.js'), 'serve', '--no-delivery'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    ...process.env,
    DATABASE_URL: databaseUrl,
    BELLWIRE_PORT: '0',
    BELLWIRE_DATA_DIR: dataDir,
    BELLWIRE_LOG_LEVEL: 'error',
  },
});
let exitCode = 0;
try {
  const { url, token } = await started();
  const call = caller(url, token);
  const log = createDatabase({
    connection: { connectionString: databaseUrl },
    maxConnections: 1,
    log: silent,
  });
  for (let day = days; day >= 0; day -= 4) await partitionsAhead(log, Date.now() - day * 86_400_000, silent);
  await log.close();
  const organizations = {};
  for (const [key, count] of Object.entries(sizes)) organizations[key] = await seed(call, key, count);
  await pool.query('vacuum analyze');
  exitCode = report(await measure(call, organizations));
} finally {
  program.kill('SIGTERM');
  await new Promise((resolve) => program.once('exit', resolve));
  await pool.end();
  await embedded.stop();
  await rm(dataDir, { recursive: true, force: true });
}
process.exit(exitCode);

/** An organization with so many events, each with one delivery and one attempt, spread over days. */
async function seed(call, key, count) {
  const { id } = await call('POST', '/organizations', { key, name: key, dialect: 'mashery' });
  const webhook = await call('POST', `/organizations/${key}/webhooks`, {
    name: 'Bench',
    url: 'https://hooks.example.com/',
  });
  const rare = await call('POST', `/organizations/${key}/webhooks`, {
    name: 'Rare',
    url: 'https://hooks.example.com/rare',
  });
  const startMs = performance.now();
  await pool.query('drop table if exists seeded');
  // One in ten fails, one in two hundred is in trouble; a type, a status and a webhook are one in a thousand each.
  await pool.query(
    `create unlogged table seeded as
     select n, $1::uuid as organization_id,
       (substr(t, 1, 8) || '-' || substr(t, 9, 4) || '-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id,
       at, case when n % 1000 = 7 then 'package_key.deleted' else 'member.updated' end as type,
       case when n % 1000 = 7 then 'package_key' else 'member' end as object_type,
       ('00000000-0000-7000-8000-' || lpad(to_hex(n / 20), 12, '0')) as object_id,
       case when n % 1000 = 11 then $3::uuid else $2::uuid end as webhook_id,
       case when n % 200 = 3 then 'retrying' when n % 10 = 1 then 'failed' when n % 500 = 5 then 'waiting'
         else 'delivered' end as state,
       case when n % 1000 = 501 then 404 when n % 200 = 3 or n % 10 = 1 then 503 else 200 end as status
     from (
       select n, at, lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') as t
       from (
         select n, now() - interval '1 minute' - (($4 - n) * interval '${days - 1} days' / $4) as at
         from generate_series(1, $4::integer) n
       ) x
     ) y`,
    [id, webhook.id, rare.id, count],
  );
  await pool.query(`
    insert into events (organization_id, id, type, object_type, object_id, transaction_id, actor, occurred_at, data)
    select organization_id, id, type, object_type, object_id, id, 'token:bench', at,
      jsonb_build_object('operation', 'updated', 'related', '{}'::jsonb, 'object', jsonb_build_object(
        'type', object_type, 'id', object_id, 'number', n, 'createdAt', at, 'updatedAt', at,
        'fields', jsonb_build_object('username', 'ada' || n, 'email', 'ada@example.com')))
    from seeded order by id`);
  await pool.query(`
    insert into deliveries (
      organization_id, id, event_id, webhook_id, event_type, object_type, object_id, transaction_id, state, attempts,
      due_at, last_attempt_at, last_status, last_reason, created_at, finished_at
    )
    select organization_id, id, id, webhook_id, type, object_type, object_id, id, state, 1,
      case when state in ('retrying', 'waiting') then timestamptz 'infinity' end, at, status,
      case when status >= 400 then 'answer-server-error' end, at, case when state in ('delivered', 'failed') then at end
    from seeded order by id`);
  await pool.query(`
    insert into attempts (
      organization_id, id, kind, delivery_id, event_id, webhook_id, event_type, object_type, object_id, transaction_id,
      number, started_at, timings, request, response_status, response_headers, response_body, response_size, reason
    )
    select organization_id, id, 'delivery', id, id, webhook_id, type, object_type, object_id, id, 1, at,
      '{"total": 12.5}', '{"method": "PUT", "url": "https://hooks.example.com/", "headers": {"a": "b"}}', status,
      '{"content-type": "text/plain"}', 'ok', 2, case when status >= 400 then 'answer-server-error' end
    from seeded order by id`);
  await pool.query(
    `insert into figures
     select organization_id, '00000000-0000-0000-0000-000000000000', 'hour', date_trunc('hour', at, 'UTC'),
       count(*), count(*), 0, 0, array_fill(0, array[20])
     from seeded group by 1, 4`,
  );
  const middle = await pool.query('select id, object_id from seeded where n = $1', [Math.ceil(count / 2)]);
  await pool.query('drop table seeded');
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  console.log(`${key}: ${count.toLocaleString('en')} deliveries in ${seconds} s`);
  return { key, rare: rare.id, id: middle.rows[0].id, objectId: middle.rows[0].object_id };
}

/** What the pages of the console ask for. */
function questions({ rare, id, objectId }) {
  const week = new Date(Date.now() - 6 * 86_400_000).toISOString();
  return {
    'deliveries, first page': '/deliveries',
    'deliveries, from the middle on': `/deliveries?before=${id}`,
    'deliveries, failed': '/deliveries?state=failed',
    'deliveries, needs attention': '/deliveries?state=failed&state=retrying',
    'deliveries, waiting': '/deliveries?state=waiting',
    'deliveries, a rare webhook': `/deliveries?webhookId=${rare}`,
    'deliveries, a rare type': '/deliveries?type=package_key.deleted',
    'deliveries, a rare status': '/deliveries?status=404',
    'deliveries, a type that is not there': '/deliveries?type=plan.created',
    'deliveries, of one object': `/deliveries?objectId=${objectId}`,
    'deliveries, of some days': `/deliveries?from=${week}`,
    'delivery, details': `/deliveries/${id}`,
    'events, first page': '/events',
    'events, a rare type': '/events?type=package_key.deleted',
    'events, of one object': `/events?objectId=${objectId}`,
    'event, details': `/events/${id}`,
    'attempts, first page': '/attempts',
    'attempts, a rare webhook': `/attempts?webhookId=${rare}`,
    'attempts, failed with 404': '/attempts?status=404',
    'attempt, details': `/attempts/${id}`,
    'history of an object': `/objects/member/${objectId}/history`,
    'figures of a month': `/figures?from=${new Date(Date.now() - 30 * 86_400_000).toISOString()}`,
    'how webhooks fare': '/figures/webhooks',
  };
}

async function measure(call, { small, large }) {
  const asked = { small: questions(small), large: questions(large) };
  const results = [];
  for (const what of Object.keys(asked.small)) {
    const times = { small: [], large: [] };
    for (let round = 0; round < rounds + 2; round += 1) {
      for (const [size, { key }] of Object.entries({ small, large })) {
        const startMs = performance.now();
        await call('GET', `/organizations/${key}${asked[size][what]}`);
        // The first rounds plan statements and fill caches.
        if (round > 1) times[size].push(performance.now() - startMs);
      }
    }
    results.push({ what, small: median(times.small), large: median(times.large) });
  }
  return results;
}

function report(results) {
  let slow = 0;
  console.log(`${'median, ms'.padEnd(38)}${'small'.padStart(9)}${'large'.padStart(9)}${'ratio'.padStart(8)}`);
  for (const { what, small, large } of results) {
    const ratio = large / small;
    if (ratio > maxRatio) slow += 1;
    const numbers = [
      small.toFixed(2).padStart(9),
      large.toFixed(2).padStart(9),
      ratio.toFixed(1).padStart(8),
    ];
    console.log(`${what.padEnd(38)}${numbers.join('')}${ratio > maxRatio ? '  too slow' : ''}`);
  }
  console.log(slow === 0 ? 'all within ten times' : `${slow} take more than ten times as long`);
  return slow === 0 ? 0 : 1;
}

function median(times) {
  return times.sort((left, right) => left - right)[Math.floor(times.length / 2)];
}

/** Waits until the program says where it listens and what its first token is. */
function started() {
  return new Promise((resolve, reject) => {
    let url;
    let token;
    program.once('exit', (code) => reject(new Error(`Bellwire ended with ${code}`)));
    createInterface({ input: program.stdout }).on('line', (line) => {
      url ??= /http:\/\/[\d.]+:\d+/.exec(line)?.[0];
      token ??= /bwt_[\w-]+/.exec(line)?.[0];
      if (url && token) resolve({ url, token });
    });
  });
}

function caller(url, token) {
  return async (method, path, body) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return JSON.parse(text);
  };
}
