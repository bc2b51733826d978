import { beforeEach, describe, expect, it, vi } from 'vitest';
import { testJobs } from '../../../test/harness/jobs.ts';
import { standardFormat } from '../../formats/standard.ts';
import { eventsErase } from '../../store/queries/erasure/events-erase.ts';

const jobs = await testJobs();
const { api, again, acme } = jobs;
const { database } = api.webhookServices;
const organizationId = acme.organization.id;

let from: string;
beforeEach(() => {
  api.clock.move(60_000);
  from = api.clock.now().toISOString();
});
const replayFor = (webhookId: string, to?: string) =>
  jobs.create({ kind: 'replay', input: { webhookId, from, ...(to !== undefined && { to }) } });
/** Whether a transaction waits for another one in this database. */
const someoneWaits = async () =>
  (
    await database.query({
      text: `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    })
  ).length > 0;
const eventsOf = async (webhookId: string) =>
  (await jobs.deliveries(webhookId)).map(({ eventId }) => eventId);

describe('replaying', () => {
  it('delivers, oldest first, what happened before the webhook was there and matched nobody', async () => {
    const events = [];
    for (let count = 0; count < 7; count++) events.push(await jobs.event());
    api.clock.move(1000);
    const webhookId = await jobs.webhook();
    const id = await replayFor(webhookId);
    await jobs.runAll();
    expect(await eventsOf(webhookId)).toEqual(events.map((event) => event.id));
    expect(await jobs.deliveries(webhookId)).toEqual(
      events.map(() => expect.objectContaining({ state: 'waiting', due: 'now', roundAttempts: 0 })),
    );
    expect(await again.get(organizationId, id)).toMatchObject({
      state: 'done',
      total: 7,
      queued: 7,
      skipped: 0,
    });
  });

  it('keeps the bytes that are to be sent, and leaves those that another webhook was sent', async () => {
    const [old, fresh] = [await jobs.event(), await jobs.event()];
    await database.query({
      text: `
        insert into payloads (organization_id, event_id, variant, content_type, body)
        values ($1, $2, 'standard+json', 'application/json', 'as it was sent')`,
      values: [organizationId, old.id],
    });
    const webhookId = await jobs.webhook();
    await replayFor(webhookId);
    await jobs.runAll();
    const rows = await database.query<{ body: Buffer; variant: string }>({
      text: `
        select p.body, d.variant
        from deliveries d
        join payloads p on p.event_id = d.event_id and p.variant = d.variant
        where d.webhook_id = $1
        order by d.id`,
      values: [webhookId],
    });
    expect(rows.map(({ body }) => body.toString())).toEqual([
      'as it was sent',
      standardFormat.render('standard+json', fresh).body.toString(),
    ]);
  });

  it('skips what the webhook has a delivery of, whatever became of it, and what its format does not want', async () => {
    const webhookId = await jobs.webhook({ eventTypes: ['member.created'] });
    const delivered = await jobs.event();
    const failed = await jobs.event();
    const wanted = await jobs.event();
    await jobs.event('application.created');
    await jobs.delivery({ webhookId, event: delivered, state: 'delivered' });
    await jobs.delivery({ webhookId, event: failed, state: 'failed' });
    const order = { kind: 'replay', input: { webhookId, from } } as const;
    expect(await again.count(organizationId, order)).toEqual({ count: 1, capped: false, beingSent: 0 });
    const id = await jobs.create(order);
    await jobs.runAll();
    expect((await jobs.deliveries(webhookId)).filter(({ due }) => due !== null)).toMatchObject([
      { eventId: wanted.id },
    ]);
    expect(await again.get(organizationId, id)).toMatchObject({ total: 4, queued: 1, skipped: 3 });
  });

  it('makes nothing twice, neither a second time nor by two replays at once', async () => {
    const events = [];
    for (let count = 0; count < 10; count++) events.push((await jobs.event()).id);
    const webhookId = await jobs.webhook();
    await replayFor(webhookId);
    await replayFor(webhookId);
    // Two runners, so that the two jobs run side by side.
    jobs.runner({ batch: 1 });
    await jobs.runAll({ batch: 1 });
    const last = await replayFor(webhookId);
    await jobs.runAll();
    expect(await eventsOf(webhookId)).toHaveLength(events.length);
    expect(new Set(await eventsOf(webhookId))).toEqual(new Set(events));
    expect(await again.get(organizationId, last)).toMatchObject({ queued: 0, skipped: 10 });
  });

  it('saves and owes nothing again of an event that is being erased', async () => {
    const [erased, other] = [await jobs.event(), await jobs.event()];
    api.clock.move(1000);
    const webhookId = await jobs.webhook();
    const id = await replayFor(webhookId);
    let running = Promise.resolve();
    await database.transaction(async (tx) => {
      const { organizationId, objectId } = erased;
      await eventsErase(tx, { organizationId, objectId, eventIds: [erased.id], now: api.clock.now() });
      running = jobs.runAll();
      // The replay has read what was there before, and waits. Without a lock it would be done by now.
      await vi.waitUntil(
        async () => (await someoneWaits()) || (await again.get(organizationId, id))?.state === 'done',
        15_000,
      );
    });
    await running;
    expect(await eventsOf(webhookId)).toEqual([other.id]);
    const bodies = await database.query({
      text: 'select from payloads where event_id = $1',
      values: [erased.id],
    });
    expect(bodies).toEqual([]);
    expect(await again.get(organizationId, id)).toMatchObject({ state: 'done', queued: 1, skipped: 1 });
  });

  it('knows its webhook by an id in capitals as well', async () => {
    const event = await jobs.event();
    const webhookId = await jobs.webhook();
    await replayFor(webhookId.toUpperCase());
    await jobs.runAll();
    expect(await eventsOf(webhookId)).toEqual([event.id]);
  });

  it('covers its time range and nothing else', async () => {
    await jobs.event();
    api.clock.move(1000);
    from = api.clock.now().toISOString();
    const inside = await jobs.event();
    api.clock.move(1000);
    const to = api.clock.now().toISOString();
    await jobs.event();
    const webhookId = await jobs.webhook();
    await replayFor(webhookId, to);
    await jobs.runAll();
    expect(await eventsOf(webhookId)).toEqual([inside.id]);
  });

  it('leaves what happens after it was asked for to the ordinary way', async () => {
    const before = await jobs.event();
    const webhookId = await jobs.webhook();
    await replayFor(webhookId);
    await jobs.event();
    await jobs.runAll();
    expect(await eventsOf(webhookId)).toEqual([before.id]);
  });

  it('is held for a webhook that is off, and sent when that is switched on', async () => {
    await jobs.event();
    const webhookId = await jobs.webhook({ enabled: false });
    await replayFor(webhookId);
    await jobs.runAll();
    expect(await jobs.deliveries(webhookId)).toMatchObject([{ due: 'held' }]);
    await api.webhooks.update(acme, { id: webhookId }, { enabled: true });
    expect(await jobs.deliveries(webhookId)).toMatchObject([{ due: 'now' }]);
  });

  it('fails, with the reason, when its webhook is removed or its format unknown', async () => {
    const removed = await jobs.webhook();
    const first = await replayFor(removed);
    await api.webhooks.remove(acme, removed);
    await jobs.runAll();
    expect(await again.get(organizationId, first)).toMatchObject({
      state: 'failed',
      detail: 'The webhook was removed.',
    });
    const second = await replayFor(await jobs.webhook());
    await jobs.runAll({ formats: new Map() });
    expect(await again.get(organizationId, second)).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('standard'),
    });
  });
});
