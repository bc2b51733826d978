import { beforeEach, describe, expect, it } from 'vitest';
import { testApi } from '../../test/harness/native-api.ts';
import { bellwirePrincipal } from '../access/bellwire-principal.ts';
import { webhookSwitchOff } from '../store/queries/webhooks/webhook-switch-off.ts';
import type { WebhookContext } from './services.ts';

const api = await testApi();
const { webhooks, clock, ids } = api;
const { database } = api.webhookServices;
const acme: WebhookContext = {
  principal: bellwirePrincipal,
  organization: await api.organizations.create(bellwirePrincipal, {
    key: 'acme',
    name: 'Acme',
    dialect: 'small',
  }),
};
const organizationId = acme.organization.id;
const input = { name: 'Billing', url: 'https://hooks.example.com/events' };
const due = new Date('2026-03-02T00:00:00Z');

let id: string;
beforeEach(async () => {
  id = (await webhooks.create(acme, input)).id;
  const other = (await webhooks.create(acme, input)).id;
  await insertDelivery(id, 'waiting', due);
  await insertDelivery(id, 'delivered', null);
  await insertDelivery(other, 'waiting', due);
});

describe('what a webhook waits for', () => {
  it('is held while it is switched off, and due when it is on again', async () => {
    const before = await deliveries();
    await webhooks.update(acme, { id }, { enabled: false });
    expect(await deliveries()).toEqual(
      before.map((one) => (isOurs(one) ? { ...one, due: 'infinity' } : one)),
    );
    clock.move(1000);
    await webhooks.update(acme, { id }, { enabled: true });
    const now = clock.now().toISOString();
    expect(await deliveries()).toEqual(before.map((one) => (isOurs(one) ? { ...one, due: now } : one)));
  });

  it('is held when Bellwire switches it off', async () => {
    const before = await deliveries();
    await webhookSwitchOff(database, { organizationId, id, reason: 'answer-gone', now: clock.now() });
    expect(await deliveries()).toEqual(
      before.map((one) => (isOurs(one) ? { ...one, due: 'infinity' } : one)),
    );
  });

  it('is not touched by any other change', async () => {
    const before = await deliveries();
    await webhooks.update(acme, { id }, { name: 'Renamed', enabled: true });
    await webhooks.rotateSecret(acme, { id });
    expect(await deliveries()).toEqual(before);
  });

  it('is cancelled, with the reason, when it is removed', async () => {
    const before = await deliveries();
    await webhooks.remove(acme, id);
    const cancelled = { due: null, state: 'cancelled', reason: 'webhook-removed' };
    const finished = clock.now().toISOString();
    expect(await deliveries()).toEqual(
      before.map((one) => (isOurs(one) ? { ...one, ...cancelled, finished } : one)),
    );
  });
});

interface Delivery {
  webhook: string;
  state: string;
  due: string | null;
  reason: string | null;
  finished: string | null;
}

/** The one that waits for the webhook in question. */
function isOurs(delivery: Delivery): boolean {
  return delivery.webhook === id && delivery.state === 'waiting';
}

async function insertDelivery(webhookId: string, state: string, dueAt: Date | null): Promise<void> {
  const [deliveryId, eventId, objectId, transactionId] = [ids.uuid(), ids.uuid(), ids.uuid(), ids.uuid()];
  await database.query({
    text: `
      insert into deliveries (
        organization_id, id, event_id, webhook_id, event_type, object_type, object_id, transaction_id,
        state, due_at, created_at
      )
      values ($1, $2, $3, $4, 'member.created', 'member', $5, $6, $7, $8, $9)`,
    values: [
      organizationId,
      deliveryId,
      eventId,
      webhookId,
      objectId,
      transactionId,
      state,
      dueAt,
      clock.now(),
    ],
  });
}

async function deliveries(): Promise<Delivery[]> {
  const rows = await database.query<{
    webhook_id: string;
    state: string;
    due_at: Date | number | null;
    last_reason: string | null;
    finished_at: Date | null;
  }>({ text: 'select * from deliveries order by id' });
  return rows.map((row) => ({
    webhook: row.webhook_id,
    state: row.state,
    due: row.due_at instanceof Date ? row.due_at.toISOString() : row.due_at === null ? null : 'infinity',
    reason: row.last_reason,
    finished: row.finished_at?.toISOString() ?? null,
  }));
}
