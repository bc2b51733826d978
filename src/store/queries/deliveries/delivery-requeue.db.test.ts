import { beforeEach, describe, expect, it } from 'vitest';
import { testPipeline, waitForLock } from '../../../../test/harness/pipeline.ts';
import type { WebhookRecord } from '../webhooks/webhook-row.ts';
import { webhookSwitchOff } from '../webhooks/webhook-switch-off.ts';
import { deliveryRequeue } from './delivery-requeue.ts';

const pipeline = await testPipeline();
const { database, clock, ids, rows, make, shop, otherShop } = pipeline;
const organizationId = shop.organization.id;
let webhook: WebhookRecord;
let id: string;
let customers = 0;

beforeEach(async () => {
  for (const table of ['deliveries', 'webhooks']) await database.query({ text: `delete from ${table}` });
  webhook = await pipeline.webhook();
  await make('customer', { login: `c${++customers}`, name: 'Joe' });
  id = (await rows('deliveries'))[0].id;
  await finish();
});

const finish = () =>
  database.query({
    text: `
      update deliveries
      set state = 'failed', due_at = null, attempts = 8, round_attempts = 8, finished_at = $1, last_status = 500`,
    values: [clock.now()],
  });
const requeue = (given: { organizationId?: string; id?: string } = {}) =>
  database.transaction((tx) => deliveryRequeue(tx, { organizationId, id, now: clock.now(), ...given }));
const saved = async () => (await rows('deliveries'))[0];

describe('sending again', () => {
  it('makes a delivery due at once, with a schedule of its own and the attempts counted on', async () => {
    clock.move(60_000);
    expect(await requeue()).toBe('queued');
    expect(await saved()).toMatchObject({
      state: 'waiting',
      due_at: clock.now(),
      attempts: 8,
      round_attempts: 0,
      finished_at: null,
      last_status: 500,
    });
  });

  it('leaves alone what still waits, or is being sent', async () => {
    await requeue();
    const before = await saved();
    clock.move(1000);
    expect(await requeue()).toBe('already-waiting');
    expect(await saved()).toEqual(before);
  });

  it('is queued once when two ask at the same time', async () => {
    let second: Promise<string> | undefined;
    await database.transaction(async (tx) => {
      expect(await deliveryRequeue(tx, { organizationId, id, now: clock.now() })).toBe('queued');
      second = requeue();
      await waitForLock(database);
    });
    expect(await second).toBe('already-waiting');
  });

  it('knows no delivery of another organization, and none that is not there', async () => {
    expect(await requeue({ organizationId: otherShop.organization.id })).toBe('not-found');
    expect(await requeue({ id: ids.uuid() })).toBe('not-found');
  });

  it('is refused where retention has dropped the event: there is nothing to send', async () => {
    const before = await saved();
    await database.query({ text: 'delete from events' });
    expect(await requeue()).toBe('event-gone');
    expect(await saved()).toEqual(before);
  });

  it.each([
    ['dropped', 'delete from events', 'event-gone'],
    ['erased', `update events set data = (data::jsonb || '{"erasedAt": "2026-03-01"}')::json`, 'data-erased'],
  ])('says that its event was %s even where its webhook is off or gone', async (_what, text, expected) => {
    await database.query({ text });
    await webhookSwitchOff(database, { organizationId, id: webhook.id, reason: 'test', now: clock.now() });
    expect(await requeue()).toBe(expected);
    await database.query({ text: 'delete from webhooks' });
    expect(await requeue()).toBe(expected);
    expect((await saved()).due_at).toBeNull();
  });

  it('is refused while the webhook is off, and when it is gone', async () => {
    const before = await saved();
    await webhookSwitchOff(database, { organizationId, id: webhook.id, reason: 'test', now: clock.now() });
    expect(await requeue()).toBe('webhook-off');
    await database.query({ text: 'delete from webhooks' });
    expect(await requeue()).toBe('webhook-gone');
    expect(await saved()).toEqual(before);
  });

  it.each([
    ['switched off', 'update webhooks set enabled = false', 'webhook-off'],
    ['removed', 'delete from webhooks', 'webhook-gone'],
  ])('waits for a webhook that is just being %s', async (_what, text, expected) => {
    let asking: Promise<string> | undefined;
    await database.transaction(async (tx) => {
      await tx.query({ text });
      asking = requeue();
      await waitForLock(database);
    });
    expect(await asking).toBe(expected);
    expect((await saved()).due_at).toBeNull();
  });
});
