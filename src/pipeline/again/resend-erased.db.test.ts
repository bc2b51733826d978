import { expect, it, vi } from 'vitest';
import { testJobs } from '../../../test/harness/jobs.ts';
import { eventsErase } from '../../store/queries/erasure/events-erase.ts';
import type { EventRecord } from '../../store/records/event.ts';
import type { JobOrder } from '../../store/records/job.ts';
import { createDeliveryLog } from '../log/create-log.ts';
import { resendFinished } from './resend-finished.ts';

const jobs = await testJobs();
const { api, acme } = jobs;
const { clock, ids } = api;
const { database } = api.webhookServices;
const organizationId = acme.organization.id;
const by = { actor: 'token:test' };
const log = createDeliveryLog({ database, clock, ids, handover: { wake() {} } });

/** Waits until somebody waits for a lock of somebody else. */
const somebodyWaits = () =>
  vi.waitUntil(async () => {
    const text = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    return (await database.query({ text })).length > 0;
  }, 15_000);

async function finished() {
  const webhookId = await jobs.webhook();
  const event = await jobs.event();
  return { webhookId, event, id: await jobs.delivery({ webhookId, event }) };
}

/** Erases an event, and goes on to the rest of it only when the work waits for that. */
async function whileErasing<T>(
  { id, objectId }: EventRecord,
  work: () => Promise<T>,
): Promise<() => Promise<T>> {
  return database.transaction(async (tx) => {
    await eventsErase(tx, { organizationId, objectId, eventIds: [id], now: clock.now() });
    const working = work();
    await somebodyWaits();
    return () => working;
  });
}

it('does not send again what is being erased', async () => {
  const { id, event } = await finished();
  const resent = await whileErasing(event, () => log.resend({ organizationId, deliveryId: id, by }));
  expect(await resent()).toBe('data-erased');
});

it.each<[string, (of: { webhookId: string; attemptId: string }) => JobOrder]>([
  ['resend', ({ webhookId }) => ({ kind: 'resend', input: { webhookId } })],
  [
    'recover',
    ({ webhookId }) => ({
      kind: 'recover',
      input: { webhookId, since: new Date(clock.nowMs() - 60_000).toISOString() },
    }),
  ],
  ['resend-attempts', ({ attemptId }) => ({ kind: 'resend-attempts', input: { ids: [attemptId] } })],
])('does not send again what is being erased, by a job %s', async (_kind, orderOf) => {
  const { webhookId, event, id } = await finished();
  const attemptId = ids.uuid();
  await database.query({
    text: `
      insert into attempts (
        organization_id, id, kind, delivery_id, event_id, webhook_id, event_type, object_type, object_id,
        transaction_id, number, started_at, timings, request
      )
      values ($1, $2, 'delivery', $3, $4, $5, 'member.created', 'member', $7, $4, 1, $6, '{"total": 1}',
        '{"method": "POST", "url": "https://example.com", "headers": {}}')`,
    values: [organizationId, attemptId, id, event.id, webhookId, clock.now(), event.objectId],
  });
  const job = await jobs.create(orderOf({ webhookId, attemptId }));
  const ran = await whileErasing(event, () => jobs.runAll());
  await ran();
  expect(await jobs.again.get(organizationId, job)).toMatchObject({ state: 'done', queued: 0, skipped: 1 });
  expect(await jobs.deliveries(webhookId)).toMatchObject([{ state: 'failed', due: null }]);
});

it('cancels with the data what was made due again a moment before', async () => {
  const one = await finished();
  const other = await finished();
  const erase = (event: EventRecord) =>
    log.eraseObject({ organizationId, type: event.objectType, id: event.objectId, by });
  const erasing = await database.transaction(async (tx) => {
    const services = { now: clock.now(), batch: 10 } as Parameters<
      ReturnType<typeof resendFinished>['step']
    >[1];
    const step = resendFinished(() => ({ webhookId: one.webhookId })).step;
    const job = {
      organizationId,
      id: ids.uuid(),
      cursor: null,
      createdBy: by.actor,
      createdByName: null,
      input: {},
    };
    expect(await step(tx, services, job)).toMatchObject({ queued: 1 });
    const erased = erase(one.event);
    await somebodyWaits();
    return () => erased;
  });
  expect(await erasing()).toMatchObject({ events: 1, cancelled: 1 });

  expect(await log.resend({ organizationId, deliveryId: other.id, by })).toBe('queued');
  expect(await erase(other.event)).toMatchObject({ events: 1, cancelled: 1 });
  expect((await log.delivery(organizationId, one.id))?.lastReason).toBe('data-erased');
});
