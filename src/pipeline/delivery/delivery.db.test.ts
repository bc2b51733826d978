import { afterAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { testPipeline } from '../../../test/chaos/pipeline.ts';
import { type Receiver, startReceiver } from '../../../test/harness/receiver.ts';
import { recordingLog } from '../../../test/harness/recording-log.ts';
import { systemClock } from '../../base/clock.ts';
import type { WebhookRecord } from '../../store/queries/webhooks/webhook-row.ts';
import { webhooksByIds } from '../../store/queries/webhooks/webhooks-by-ids.ts';
import { createDelivery, type Delivery, type DeliveryOptions } from './delivery.ts';
import { createAddressGuard } from './http/address-guard.ts';
import { createSender } from './http/sender.ts';
import { standardPolicy } from './standard-policy.ts';

const pipeline = await testPipeline();
const { database, clock, ids, rows, vault, formats, make, objects, shop } = pipeline;
const sender = createSender({ guard: createAddressGuard(['127.0.0.1']), clock: systemClock });
afterAll(() => sender.close());
const log = recordingLog();
let receiver: Receiver;
let customers = 0;

/** A node that sends. Stopped at the end of the test, unless it has been before. */
async function node(changes: Partial<DeliveryOptions> = {}): Promise<Delivery> {
  const delivery = createDelivery({
    ...{ database, clock, ids, log, formats, sender },
    random: () => 0.5,
    policyOf: () => standardPolicy,
    nodeName: 'test',
    alone: false,
    webhooksByIds: (queries, references) => webhooksByIds(queries, vault, references, clock.now()),
    switchOff: async () => {},
    applyReturned: async () => null,
    ...changes,
  });
  await delivery.start();
  onTestFinished(() => delivery.stop());
  return delivery;
}
/** Lets a node have what is saved from now on. */
const handOverTo = (delivery: Delivery) => Object.assign(pipeline.handover, delivery.handover);
const webhook = (changes: Partial<WebhookRecord> = {}) =>
  pipeline.webhook({ url: `${receiver.root}/hooks`, ...changes });
const change = () => make('customer', { login: `c${++customers}`, name: 'Joe' });
const saved = async () => (await rows('deliveries')).at(-1);
const until = (isSo: () => Promise<unknown>) => vi.waitUntil(isSo, { timeout: 20_000, interval: 10 });
const inState = (state: string) => until(async () => (await saved())?.state === state);

beforeEach(async () => {
  for (const table of ['nodes', 'deliveries', 'webhooks', 'attempts']) {
    await database.query({ text: `delete from ${table}` });
  }
  Object.assign(pipeline.handover, { reserve: () => null, accept() {}, release() {}, wake() {} });
  receiver = await startReceiver();
  onTestFinished(() => receiver.close());
});

describe('a delivery', () => {
  it('goes from the commit to the receiver and into the log, without being claimed', async () => {
    handOverTo(await node());
    await webhook();
    await change();
    const [call] = await receiver.waitForCount(1);
    await inState('delivered');
    const [event] = (await rows('events')).slice(-1);
    expect(call).toMatchObject({ method: 'POST', url: '/hooks', headers: { 'webhook-id': event.id } });
    expect(JSON.parse(call!.body)).toEqual({ variant: 'json', ...event.data });
    expect(await saved()).toMatchObject({ attempts: 1, leased_by: null, due_at: null, last_status: 200 });
    const attempts = await rows('attempts');
    expect(attempts).toHaveLength(1);
    expect(attempts[0]).toMatchObject({ event_id: event.id, number: 1, response_status: 200, reason: null });
  });

  it('that nobody held is claimed, and sent as well', async () => {
    await webhook();
    await change();
    await node();
    await receiver.waitForCount(1);
    await inState('delivered');
  });

  it('is tried again when its time has come, under the same id and with the same bytes', async () => {
    const delivery = await node();
    handOverTo(delivery);
    await webhook();
    receiver.answer((_call, index) => ({ status: index === 0 ? 503 : 200 }));
    await change();
    await inState('retrying');
    expect(await saved()).toMatchObject({ due_at: new Date(clock.nowMs() + 5000), last_status: 503 });
    clock.move(5000);
    delivery.handover.wake();
    const [first, second] = await receiver.waitForCount(2);
    await inState('delivered');
    expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
    expect(second!.bytes.equals(first!.bytes)).toBe(true);
    expect((await rows('attempts')).map(({ number, reason }) => [number, reason])).toEqual([
      [1, 'answer-server-error'],
      [2, null],
    ]);
  });

  it('fails for good when no format knows its webhook any more', async () => {
    await webhook();
    await change();
    await database.query({ text: `update webhooks set format = 'forgotten'` });
    await node();
    await inState('failed');
    expect(await saved()).toMatchObject({ last_reason: 'format-unknown', attempts: 0, leased_by: null });
  });

  it('is held back when its webhook was switched off in the moment it was saved', async () => {
    await webhook();
    await change();
    await database.query({ text: 'update webhooks set enabled = false' });
    await node();
    await until(async () => (await saved()).due_at === Number.POSITIVE_INFINITY);
    expect(await saved()).toMatchObject({ state: 'waiting', attempts: 0, leased_by: null });
    expect(receiver.calls).toEqual([]);
  });

  it('is cancelled when its webhook was removed in the moment it was saved', async () => {
    await webhook();
    await change();
    await database.query({ text: 'delete from webhooks' });
    await node();
    await inState('cancelled');
    expect(await saved()).toMatchObject({
      due_at: null,
      leased_by: null,
      last_reason: 'webhook-removed',
      finished_at: clock.now(),
    });
  });

  it('that is answered 410 is over, and its webhook is switched off', async () => {
    const off: string[] = [];
    handOverTo(
      await node({ switchOff: async (asked) => void off.push(`${asked.webhook.id} ${asked.reason}`) }),
    );
    const { id } = await webhook();
    receiver.answer({ status: 410 });
    await change();
    await inState('failed');
    expect(off).toEqual([`${id} answer-gone`]);
  });

  it('whose request cannot be made is over, with the reason', async () => {
    handOverTo(await node());
    await webhook({ url: 'not a URL' });
    await change();
    await inState('failed');
    expect(await saved()).toMatchObject({ last_reason: 'request-invalid', attempts: 1 });
  });
});

describe('a node', () => {
  it('takes over what a dead one held, at once when that lease is over', async () => {
    await webhook();
    Object.assign(pipeline.handover, { reserve: () => ids.uuid() });
    await change();
    expect((await saved()).leased_by).not.toBeNull();
    await node();
    await receiver.waitForCount(1);
    await inState('delivered');
  });

  it('leaves alone what a living one holds', async () => {
    await webhook();
    const other = ids.uuid();
    await database.query({
      text: `insert into nodes (id, name, started_at, lease_until) values ($1, 'other', now(), 'infinity')`,
      values: [other],
    });
    Object.assign(pipeline.handover, { reserve: () => other });
    await change();
    const theirs = (await saved()).id;
    Object.assign(pipeline.handover, { reserve: () => null });
    await node();
    await change();
    // The later one arrives, so the earlier one was not overlooked but left.
    await inState('delivered');
    expect(receiver.calls).toHaveLength(1);
    const left = (await rows('deliveries')).find(({ id }) => id === theirs);
    expect(left).toMatchObject({ state: 'waiting', leased_by: other });
  });

  it('that is alone takes over from any other, whatever its lease', async () => {
    await webhook();
    const dead = ids.uuid();
    await database.query({
      text: `insert into nodes (id, name, started_at, lease_until) values ($1, 'dead', now(), 'infinity')`,
      values: [dead],
    });
    Object.assign(pipeline.handover, { reserve: () => dead });
    await change();
    await node({ alone: true });
    await receiver.waitForCount(1);
    await inState('delivered');
  });

  it('that stops finishes what it is sending, and hands the rest to another', async () => {
    const stopping = await node();
    handOverTo(stopping);
    await webhook();
    const customer = await change();
    await make('order', {}, { customer: [customer] });
    await receiver.waitForCount(2);
    let answer: (() => void) | undefined;
    receiver.answer(() => new Promise((resolve) => (answer = () => resolve({}))));
    // Two deliveries of one operation, of which the second waits for the first.
    await objects.remove(shop, { type: 'customer', id: customer });
    await receiver.waitForCount(3);
    const stopped = stopping.stop();
    expect(stopping.handover.reserve(1)).toBeNull();
    answer!();
    await stopped;
    const [sent, rest] = (await rows('deliveries')).slice(-2);
    expect(sent).toMatchObject({ event_type: 'order.deleted', state: 'delivered' });
    expect(rest).toMatchObject({
      event_type: 'customer.deleted',
      state: 'waiting',
      attempts: 0,
      leased_by: null,
      due_at: clock.now(),
    });
    expect(await rows('nodes')).toEqual([]);
    expect(receiver.calls).toHaveLength(3);
    receiver.answer({});
    await node();
    await inState('delivered');
  });

  it('holds no more than it has room for, and gives room back', async () => {
    const { handover } = await node();
    expect(handover.reserve(0)).toBeNull();
    expect(handover.reserve(2001)).toBeNull();
    const nodeId = handover.reserve(2000);
    expect((await rows('nodes')).map(({ id }) => id)).toEqual([nodeId]);
    expect(handover.reserve(1)).toBeNull();
    handover.release(2000);
    expect(handover.reserve(1)).toBe(nodeId);
  });
});
