import { beforeEach, describe, expect, it } from 'vitest';
import { testPipeline, waitForLock } from '../../../../test/harness/pipeline.ts';
import type { Statement } from '../../database.ts';
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
const settle = (settled: Settled, nodeId = ann) => deliveriesSettle(database, nodeId, [settled]);
const saved = async () => (await rows('deliveries')).find((row) => row.id === id);
const switchOff = () =>
  webhookSwitchOff(database, { organizationId, id: webhook.id, reason: 'test', now: clock.now() });
const removeWebhook = async () => void (await database.query({ text: 'delete from webhooks' }));

/** How the database would write a result. */
async function planOf(result: Settled): Promise<unknown> {
  const statements: Statement[] = [];
  const keep = async (statement: Statement) => {
    statements.push(statement);
    return [];
  };
  await deliveriesSettle({ query: keep }, ann, [result]);
  const { text, values = [] } = statements[0]!;
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
    await deliveriesSettle(database, ann, [delivered(), retrying({ id: second })]);
    const states = (await rows('deliveries')).map((row) => [row.id, row.state, row.leased_by]);
    expect(states).toEqual([
      [id, 'delivered', null],
      [second, 'retrying', null],
    ]);
    await deliveriesSettle(database, ann, []);
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
    await database.query({
      text: `
        create table if not exists deliveries_long_ago partition of deliveries
        for values from ('00000000-0000-7000-8000-000000000000') to ('00000000-0001-7000-8000-000000000000')`,
    });
    const [day] = await database.query<{ name: string }>({
      text: 'select tableoid::regclass::text as name from deliveries where id = $1',
      values: [id],
    });
    const days = tablesIn(await planOf(result()), null).filter((name) => name.startsWith('deliveries_'));
    expect(days).toEqual([day?.name]);
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
