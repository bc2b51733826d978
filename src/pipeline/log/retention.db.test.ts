import { beforeEach, expect, it } from 'vitest';
import { testAccessServices } from '../../../test/harness/access-services.ts';
import { insertLogged, type LoggedDelivery } from '../../../test/harness/log-rows.ts';
import { recordingLog } from '../../../test/harness/recording-log.ts';
import { bellwirePrincipal } from '../../access/bellwire-principal.ts';
import { createOrganizations } from '../../access/organizations/organizations.ts';
import { createPrometheus } from '../../base/prometheus.ts';
import { dayMs, partitionsAhead } from '../../store/partitions.ts';
import { createRetention } from './retention.ts';

const services = await testAccessServices();
const { database, clock } = services;
const log = recordingLog();
const organizations = createOrganizations(services);
const metrics = createPrometheus({ log });
const retention = createRetention({
  ...services,
  ...{ log, metrics, defaultDays: 90, usageDays: 100, auditDays: 365 },
});
const tables = ['events', 'payloads', 'deliveries', 'attempts'] as const;
const daysAgo = (days: number) => new Date(clock.nowMs() - days * dayMs);

let made = 0;
beforeEach(async () => {
  for (const table of tables) await database.query({ text: `delete from ${table}` });
  await database.query({ text: 'delete from organizations' });
  log.lines.length = 0;
});

async function organizationWith(retentionDays?: number): Promise<string> {
  made += 1;
  const settings = retentionDays === undefined ? {} : { retentionDays };
  const input = { key: `o-${made}`, name: 'O', dialect: 'small', settings };
  return (await organizations.create(bellwirePrincipal, input)).id;
}
const insert = (organizationId: string, days: number, row: Partial<LoggedDelivery> = {}) =>
  insertLogged(database, { organizationId, at: daysAgo(days), ...row });

/** How many rows each table has of an organization: events, payloads, deliveries, attempts. */
async function rowsOf(organizationId: string): Promise<number[]> {
  return Promise.all(
    tables.map(async (table) => {
      const text = `select count(*) as count from ${table} where organization_id = $1`;
      return (await database.query<{ count: number }>({ text, values: [organizationId] }))[0]?.count ?? -1;
    }),
  );
}
async function partitionsOf(day: Date): Promise<number> {
  const pattern = `%_${day.toISOString().slice(0, 10).replaceAll('-', '')}`;
  const text = 'select relname from pg_class where relname like $1';
  return (await database.query({ text, values: [pattern] })).length;
}

it('keeps the log of each organization as long as it asked, or as the installation says', async () => {
  const [short, plain] = [await organizationWith(7), await organizationWith()];
  for (const id of [short, plain]) for (const days of [6.9, 7.1, 89.5, 91]) await insert(id, days);
  await retention.sweep();
  expect(await rowsOf(short)).toEqual([1, 1, 1, 1]);
  expect(await rowsOf(plain)).toEqual([3, 3, 3, 3]);
  expect(log.lines).toContainEqual({
    level: 'info',
    message: 'retention removed what is too old',
    facts: { dropped: [], rows: 16 },
  });
});

it('deletes all there is in batches', async () => {
  const [short] = [await organizationWith(1), await organizationWith(2)];
  await database.query({
    text: `
      insert into events (organization_id, id, type, object_type, object_id, transaction_id, actor, occurred_at, data)
      select
        $1, ('01900000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'member.created', 'member', 'm', $1, 'a',
        now(), '{}'
      from generate_series(1, 2500) n`,
    values: [short],
  });
  await retention.sweep();
  expect(await rowsOf(short)).toEqual([0, 0, 0, 0]);
});

it('drops the partitions that are older than the longest retention, and those alone', async () => {
  const [short, long] = [await organizationWith(2), await organizationWith(10)];
  for (const days of [20, 11]) await partitionsAhead(database, daysAgo(days).getTime(), log);
  expect(await partitionsOf(daysAgo(11))).toBe(5);
  for (const days of [18, 11, 9.5]) await insert(long, days);
  await insert(short, 9.5);
  await retention.sweep();
  expect(await partitionsOf(daysAgo(18))).toBe(0);
  expect(await partitionsOf(daysAgo(11))).toBe(0);
  expect(await partitionsOf(daysAgo(9))).toBe(5);
  expect(await rowsOf(long)).toEqual([1, 1, 1, 1]);
  expect(await rowsOf(short)).toEqual([0, 0, 0, 0]);
});

it('keeps what is still owed with all that sending it needs, and goes on with it once it is sent', async () => {
  const [short, long] = [await organizationWith(2), await organizationWith(10)];
  await partitionsAhead(database, daysAgo(12).getTime(), log);
  for (const id of [short, long]) {
    await insert(id, 13);
    await insert(id, 12, { state: 'retrying', dueAt: clock.now() });
    await insert(id, 11.5, { state: 'waiting', dueAt: clock.now(), leasedBy: services.ids.uuid() });
    // Its webhook is off: it does not go ahead of what is older and owed.
    await insert(id, 11, { state: 'waiting', dueAt: 'infinity' });
  }
  await retention.sweep();
  // Nothing that is younger than the oldest that is owed goes yet.
  for (const id of [short, long]) expect(await rowsOf(id)).toEqual([3, 3, 3, 3]);
  await database.query({ text: `delete from deliveries where due_at = 'infinity'` });
  await database.query({
    text: `update deliveries set state = 'delivered', due_at = null, leased_by = null`,
  });
  await retention.sweep();
  expect(await rowsOf(short)).toEqual([0, 0, 0, 0]);
  expect(await rowsOf(long)).toEqual([0, 0, 0, 0]);
  expect(await partitionsOf(daysAgo(12))).toBe(0);
});

/** The deliveries of an organization, oldest first. */
const deliveriesOf = (organizationId: string) =>
  database.query({
    text: `
      select id, state, due_at as due, last_reason as reason, finished_at as finished
      from deliveries
      where organization_id = $1
      order by id`,
    values: [organizationId],
  });
const given = { state: 'cancelled', due: null, reason: 'event-expired' };

it('gives up what its webhook was off for, keeps that for thirty days more, and says how much it was', async () => {
  const [short, long] = [await organizationWith(2), await organizationWith(10)];
  for (const days of [11, 5]) await partitionsAhead(database, daysAgo(days).getTime(), log);
  const held = { state: 'waiting', dueAt: 'infinity' as const };
  const ids = new Map<string, string>();
  for (const [id, days] of [[short, 5] as const, [long, 11.5] as const]) {
    ids.set(id, (await insert(id, days, held)).deliveryId);
    await insert(id, days);
    // Still young enough: it waits on.
    await insert(id, 1.5, held);
  }
  expect(await metrics.text()).toContain('bellwire_deliveries_expired_total 0');
  await retention.sweep();
  const waits = expect.objectContaining({ state: 'waiting', due: Number.POSITIVE_INFINITY });
  for (const id of [short, long]) {
    const end = expect.objectContaining({ id: ids.get(id), ...given, finished: clock.now() });
    expect(await deliveriesOf(id)).toEqual([end, waits]);
    expect(await rowsOf(id)).toEqual([1, 1, 2, 1]);
    const [said, ...more] = log.lines.filter(
      ({ facts }) => (facts as { organizationId?: string }).organizationId === id,
    );
    expect(said).toMatchObject({ level: 'warn', facts: { deliveries: 1, webhookIds: [expect.any(String)] } });
    expect(more).toEqual([]);
  }
  expect(await metrics.text()).toContain('bellwire_deliveries_expired_total 2');
  expect(await metrics.text()).toContain('bellwire_deliveries_total{outcome="cancelled"} 2');

  clock.move(29 * dayMs);
  await retention.sweep();
  for (const id of [short, long])
    expect((await deliveriesOf(id))[0]).toMatchObject({ id: ids.get(id), ...given });
  clock.move(2 * dayMs);
  await retention.sweep();
  // By now the young ones have been given up as well, two days ago or earlier.
  for (const id of [short, long]) {
    expect(await deliveriesOf(id)).toEqual([expect.objectContaining(given)]);
    expect((await deliveriesOf(id))[0]).not.toMatchObject({ id: ids.get(id) });
  }
});

it('gives all of it up, in batches', async () => {
  const [short] = [await organizationWith(1), await organizationWith(2)];
  await database.query({
    text: `
      insert into deliveries (
        organization_id, id, event_id, webhook_id, event_type, object_type, object_id, transaction_id, state, due_at, created_at
      )
      select
        $1, id, id, $1, 'member.created', 'member', 'm', $1,
        'waiting', 'infinity', now()
      from generate_series(1, 2500) n
      cross join lateral (select ('01900000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid as id) made`,
    values: [short],
  });
  await retention.sweep();
  const counts = await database.query({
    text: 'select state, count(*) as count from deliveries group by state',
  });
  expect(counts).toEqual([{ state: 'cancelled', count: 2500 }]);
});

it('lets a partition be that others are using, and drops it the next time', async () => {
  await organizationWith(10);
  await partitionsAhead(database, daysAgo(30).getTime(), log);
  await database.transaction(async (tx) => {
    await tx.query({ text: 'select 1 from events limit 1' });
    await retention.sweep();
  });
  expect(log.lines.filter(({ level }) => level === 'warn').map(({ message }) => message)).toContain(
    'a partition could not be dropped; trying again later',
  );
  expect(await partitionsOf(daysAgo(30))).toBe(1);
  await retention.sweep();
  expect(await partitionsOf(daysAgo(30))).toBe(0);
});

it('forgets transactions once they are too old to be reported again', async () => {
  const organizationId = await organizationWith();
  for (const [id, days] of [
    ['old', 100.1],
    ['young', 99.9],
  ] as const) {
    await database.query({
      text: `
        insert into usage_transactions (organization_id, id, owner_id, count, occurred_at, recorded_at)
        values ($1, $2, $1, 1, $3, $3)`,
      values: [organizationId, id, daysAgo(days)],
    });
  }
  await retention.sweep();
  expect(await database.query({ text: 'select id from usage_transactions' })).toEqual([{ id: 'young' }]);
});
