import { beforeEach, describe, expect, it } from 'vitest';
import { testPipeline, waitForLock } from '../../../../test/harness/pipeline.ts';
import type { Statement } from '../../database.ts';
import { wholeTables } from '../../day-tables.ts';
import type { WebhookRecord } from '../webhooks/webhook-row.ts';
import { webhookSwitchOff } from '../webhooks/webhook-switch-off.ts';
import { deliveriesSettle, type Settled } from './deliveries-settle.ts';

const pipeline = await testPipeline();
const { database, clock, ids, rows, make, claim, shop } = pipeline;
const organizationId = shop.organization.id;
const [ann, bob] = [ids.uuid(), ids.uuid()];
let webhook: WebhookRecord;
let id: string;
let customers = 0;

beforeEach(async () => {
  for (const table of ['deliveries', 'webhooks']) await database.query({ text: `delete from ${table}` });
  webhook = await pipeline.webhook();
  id = await claimed();
});

/** A delivery that ann is sending. */
async function claimed(): Promise<string> {
  await make('customer', { login: `c${++customers}`, name: 'Joe' });
  const [own] = await claim(ann, 1);
  return own!.id;
}

/** Deliveries that ann is sending, in no order of their ids. */
async function owedByHundreds(count: number): Promise<string[]> {
  await database.query({ text: 'delete from deliveries' });
  await database.query({
    text: `
      insert into deliveries (
        organization_id, id, event_id, webhook_id, event_type, object_type, object_id, transaction_id, state, due_at,
        leased_by, created_at
      )
      select $1, gen_random_uuid(), gen_random_uuid(), $2, 'customer.created', 'customer', 'c', gen_random_uuid(),
        'waiting', now(), $3, now()
      from generate_series(1, $4)`,
    values: [organizationId, webhook.id, ann, count],
  });
  return (await rows('deliveries')).map((row) => row.id);
}

const delivered = (changes: Partial<Settled> = {}): Settled => ({
  organizationId,
  id,
  webhookId: webhook.id,
  state: 'delivered',
  attemptsBefore: 0,
  attemptsMade: 1,
  dueAt: null,
  lastAttemptAt: clock.now(),
  lastStatus: 200,
  lastReason: null,
  finishedAt: clock.now(),
  ...changes,
});
const retrying = (changes: Partial<Settled> = {}) =>
  delivered({
    state: 'retrying',
    dueAt: new Date(clock.nowMs() + 5000),
    lastStatus: 503,
    lastReason: 'answer-server-error',
    finishedAt: null,
    ...changes,
  });
const settle = (settled: Settled, nodeId = ann) => deliveriesSettle(database, nodeId, [settled], wholeTables);
const saved = async () => (await rows('deliveries')).find((row) => row.id === id);
const switchOff = () =>
  webhookSwitchOff(database, { organizationId, id: webhook.id, reason: 'test', now: clock.now() });
const removeWebhook = async () => void (await database.query({ text: 'delete from webhooks' }));

/** As where each delivery is known to be in a table of its day; in tests that is the default one. */
const dayTables = { ...wholeTables, tableOf: (table: string) => `${table}_default` };

/** How the database would write a result. */
async function planOf(result: Settled, days = wholeTables): Promise<unknown> {
  const statements: Statement[] = [];
  const keep = async (statement: Statement) => {
    statements.push(statement);
    return [];
  };
  await deliveriesSettle({ query: keep }, ann, [result], days);
  const { text, values = [] } = statements.at(-1)!;
  const [plan] = await database.query({ text: `explain (format json) ${text}`, values });
  return plan;
}

/** The tables that a part of a plan reads, each once; null: all of it. */
function tablesIn(plan: unknown, subplan: string | null, inside = false): string[] {
  if (typeof plan !== 'object' || plan === null) return [];
  const fields = plan as Record<string, unknown>;
  const within = inside || subplan === null || fields['Subplan Name'] === subplan;
  const own = within ? [fields['Relation Name']].filter((name) => typeof name === 'string') : [];
  return [...new Set([...own, ...Object.values(fields).flatMap((part) => tablesIn(part, subplan, within))])];
}

describe('a result', () => {
  it('ends a delivery that has arrived, and lets go of it', async () => {
    await settle(delivered());
    expect(await saved()).toMatchObject({
      state: 'delivered',
      attempts: 1,
      round_attempts: 1,
      due_at: null,
      leased_by: null,
      last_attempt_at: clock.now(),
      last_status: 200,
      last_reason: null,
      finished_at: clock.now(),
    });
  });

  it('puts a retry off until it is due', async () => {
    await settle(retrying());
    expect(await saved()).toMatchObject({
      state: 'retrying',
      due_at: new Date(clock.nowMs() + 5000),
      leased_by: null,
      last_status: 503,
      last_reason: 'answer-server-error',
      finished_at: null,
    });
    expect(await claim(bob)).toEqual([]);
    clock.move(5000);
    expect(await claim(bob)).toMatchObject([{ id, attempts: 1, roundAttempts: 1 }]);
  });

  it('without an attempt keeps what is known of the last one', async () => {
    await settle(retrying());
    clock.move(5000);
    await claim(ann);
    const before = await saved();
    const none = { attemptsBefore: 1, attemptsMade: 0 as const, lastAttemptAt: null, lastStatus: null };
    await settle(retrying({ ...none, lastReason: null, dueAt: clock.now() }));
    const { attempts, round_attempts, last_attempt_at, last_status } = before;
    expect(await saved()).toMatchObject({ attempts, round_attempts, last_attempt_at, last_status });
  });

  it('is written for many at once, each its own', async () => {
    const second = await claimed();
    await deliveriesSettle(database, ann, [delivered(), retrying({ id: second })], wholeTables);
    const states = (await rows('deliveries')).map((row) => [row.id, row.state, row.leased_by]);
    expect(states).toEqual([
      [id, 'delivered', null],
      [second, 'retrying', null],
    ]);
    await deliveriesSettle(database, ann, [], wholeTables);
  });

  it('that is written a second time counts once, though the node holds the delivery again', async () => {
    const first = retrying();
    await settle(first);
    clock.move(5000);
    await claim(ann);
    const before = await saved();
    await settle(first);
    await settle(delivered());
    expect(await saved()).toEqual(before);
    await settle(delivered({ attemptsBefore: 1 }));
    expect(await saved()).toMatchObject({ state: 'delivered', attempts: 2 });
  });

  it('finds webhooks by themselves, and not by way of all that waits for them', async () => {
    expect(tablesIn(await planOf(retrying()), 'CTE held')).toEqual(['webhooks']);
  });

  it.each([delivered, retrying])('is looked for in its own day alone', async (result) => {
    const deliveries = tablesIn(await planOf(result(), dayTables), null).filter((name) =>
      /^deliver/.test(name),
    );
    expect(deliveries).toEqual(['deliveries_default']);
    expect((await rows('deliveries'))[0]).toMatchObject({ id, state: 'waiting' });
    await deliveriesSettle(database, ann, [result()], dayTables);
    expect(await saved()).toMatchObject({ attempts: 1, leased_by: null });
  });

  it('changes nothing that another node has taken over', async () => {
    await database.query({ text: 'update deliveries set leased_by = $1', values: [bob] });
    const before = await saved();
    await settle(delivered());
    expect(await saved()).toEqual(before);
    await settle(delivered(), bob);
    expect(await saved()).toMatchObject({ state: 'delivered', leased_by: null });
  });
});

describe('a result for a webhook that was switched off meanwhile', () => {
  it('holds the retry back, for ever', async () => {
    await switchOff();
    await settle(retrying());
    expect(await saved()).toMatchObject({
      state: 'retrying',
      due_at: Number.POSITIVE_INFINITY,
      leased_by: null,
    });
    clock.move(1e12);
    expect(await claim(bob)).toEqual([]);
  });

  it('is a success all the same', async () => {
    await switchOff();
    await settle(delivered());
    expect(await saved()).toMatchObject({ state: 'delivered', due_at: null });
  });

  it('sees the switch that was just being thrown', async () => {
    let settling: Promise<void> | undefined;
    await database.transaction(async (tx) => {
      await webhookSwitchOff(tx, { organizationId, id: webhook.id, reason: 'test', now: clock.now() });
      settling = settle(retrying());
      await waitForLock(database);
    });
    await settling;
    expect((await saved()).due_at).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('results of a webhook that is being switched off', () => {
  it('never wait for that while it waits for them', async () => {
    const ended: string[] = [];
    for (let round = 0; round < 4; round++) {
      const held = await owedByHundreds(2000);
      const shuffled = held.map((one, at) => ({ one, key: (at * 7919) % held.length }));
      shuffled.sort((a, b) => a.key - b.key);
      const results = shuffled.map(({ one }, at) => (at % 2 === 0 ? delivered : retrying)({ id: one }));
      const lanes = [0, 1].map(async (lane) => {
        for (let at = lane * 500; at < results.length; at += 1000) {
          const batch = results.slice(at, at + 500);
          await database.transaction((tx) => deliveriesSettle(tx.ahead, ann, batch, wholeTables));
        }
      });
      const switching = database.transaction(async (tx) => {
        await webhookSwitchOff(tx, { organizationId, id: webhook.id, reason: 'test', now: clock.now() });
      });
      for (const { status } of await Promise.allSettled([...lanes, switching])) ended.push(status);
      await database.query({ text: 'update webhooks set enabled = true' });
    }
    expect(new Set(ended)).toEqual(new Set(['fulfilled']));
  }, 60_000);
});

describe('a result for a webhook that was removed meanwhile', () => {
  it('cancels the retry, and says why', async () => {
    await removeWebhook();
    await settle(retrying());
    expect(await saved()).toMatchObject({
      state: 'cancelled',
      due_at: null,
      leased_by: null,
      last_reason: 'webhook-removed',
      last_status: 503,
      finished_at: clock.now(),
    });
  });

  it('cancels what was never tried too, and knows when', async () => {
    await removeWebhook();
    const none = { attemptsMade: 0 as const, lastAttemptAt: null, lastStatus: null };
    await settle(retrying({ ...none, state: 'waiting' }));
    expect(await saved()).toMatchObject({ state: 'cancelled', finished_at: expect.any(Date) });
  });

  it('is a success all the same', async () => {
    await removeWebhook();
    await settle(delivered());
    expect(await saved()).toMatchObject({ state: 'delivered', last_reason: null });
  });
});
