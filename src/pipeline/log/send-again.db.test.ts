import { beforeEach, describe, expect, it } from 'vitest';
import { testJobs } from '../../../test/harness/jobs.ts';
import { createDeliveryLog } from './create-log.ts';

const jobs = await testJobs();
const { api, acme } = jobs;
const { database, clock, ids } = api.webhookServices;
const organizationId = acme.organization.id;
const log = createDeliveryLog({
  database,
  clock,
  ids,
  handover: { wake() {} },
});

const by = { actor: 'bellwire', name: 'ada' };

let webhookId: string;
beforeEach(async () => {
  webhookId = await jobs.webhook();
});

describe('giving a delivery up', () => {
  it('keeps it in the log as cancelled by hand, with who did it, and it can be sent again', async () => {
    const id = await jobs.delivery({ webhookId, state: 'waiting' });
    expect(await log.cancel({ organizationId, deliveryId: id, by })).toBe('cancelled');
    expect(await log.delivery(organizationId, id)).toMatchObject({
      state: 'cancelled',
      lastReason: 'cancelled-by-hand',
      cancelledBy: 'ada',
      dueAt: null,
      finishedAt: api.clock.now(),
    });
    expect(await log.cancel({ organizationId, deliveryId: id, by })).toBe('already-finished');
    expect(await log.resend({ organizationId, deliveryId: id, by })).toBe('queued');
    expect(await log.delivery(organizationId, id)).toMatchObject({ state: 'waiting', cancelledBy: null });
  });

  it('takes what is held for a webhook that is off', async () => {
    const id = await jobs.delivery({ webhookId, state: 'waiting' });
    await api.webhooks.update(acme, { id: webhookId }, { enabled: false });
    expect(await log.cancel({ organizationId, deliveryId: id, by })).toBe('cancelled');
    await api.webhooks.update(acme, { id: webhookId }, { enabled: true });
    expect(await jobs.deliveries(webhookId)).toMatchObject([{ state: 'cancelled', due: null }]);
  });

  it('leaves what a node is about to send, what is finished, and what is not there', async () => {
    const held = await jobs.delivery({ webhookId, state: 'waiting' });
    await database.query({ text: 'update deliveries set leased_by = id where id = $1', values: [held] });
    expect(await log.cancel({ organizationId, deliveryId: held, by })).toBe('being-sent');
    const finished = await jobs.delivery({ webhookId, state: 'delivered' });
    expect(await log.cancel({ organizationId, deliveryId: finished, by })).toBe('already-finished');
    expect(await log.cancel({ organizationId, deliveryId: webhookId, by })).toBe('not-found');
    expect(await log.cancel({ organizationId: webhookId, deliveryId: finished, by })).toBe('not-found');
    expect(await jobs.deliveries(webhookId)).toMatchObject([{ state: 'waiting' }, { state: 'delivered' }]);
  });
});

it('sends nothing again whose event is no longer kept', async () => {
  const event = await jobs.event();
  const id = await jobs.delivery({ webhookId, event });
  await database.query({ text: 'delete from events where id = $1', values: [event.id] });
  expect(await log.resend({ organizationId, deliveryId: id, by })).toBe('event-gone');
  expect(await jobs.deliveries(webhookId)).toMatchObject([{ due: null }]);
});
