import { beforeAll, describe, expect, it } from 'vitest';
import { insertLogged } from '../../../test/harness/log-rows.ts';
import { testApi } from '../../../test/harness/native-api.ts';
import { recordingLog } from '../../../test/harness/recording-log.ts';
import { partitionsAhead } from '../../store/partitions.ts';
import { nodeInsert, nodeRenew } from '../../store/queries/nodes/nodes.ts';

const api = await testApi();
const { call, clock } = api;
const { database, ids } = api.accessServices;
const acme = '/api/v1/organizations/acme';
let organizationId: string;
let webhookId: string;

beforeAll(async () => {
  const body = { key: 'acme', name: 'Acme', dialect: 'small' };
  organizationId = (await call('POST', '/api/v1/organizations', { body })).body.id;
  const webhook = { name: 'Billing', url: 'https://hooks.example.com' };
  webhookId = (await call('POST', `${acme}/webhooks`, { body: webhook })).body.id;
});

/** A delivery to the webhook, due a minute ago; `leasedBy` a node, or nobody. */
async function owed(leasedBy: string | null = null): Promise<void> {
  const dueAt = new Date(Date.now() - 60_000);
  const { deliveryId } = await insertLogged(database, {
    organizationId,
    at: clock.now(),
    state: 'waiting',
    dueAt,
    leasedBy,
  });
  await database.query({
    text: 'update deliveries set webhook_id = $2 where id = $1',
    values: [deliveryId, webhookId],
  });
  if (leasedBy === null) return;
  const values = [ids.uuid(), leasedBy, organizationId, [deliveryId]];
  const text = 'insert into tickets (id, node_id, organization_id, delivery_ids) values ($1, $2, $3, $4)';
  await database.query({ text, values });
}

describe('ahead of the removal of a webhook', () => {
  it('it is told how much would be cancelled, what a node holds included, and nothing is done', async () => {
    const path = `${acme}/webhooks/${webhookId}`;
    expect((await call('GET', `${path}/removal`)).body).toEqual({ waiting: 0, heldBy: [] });
    await owed();
    await owed(ids.uuid());
    await insertLogged(database, { organizationId, at: clock.now() });
    expect((await call('GET', `${path}/removal`)).body).toEqual({ waiting: 2, heldBy: [] });
    expect(await call('GET', path)).toMatchObject({ status: 200 });
  });

  it('one that is not there is not found', async () => {
    for (const id of [ids.uuid(), 'x', '%00']) {
      expect(await call('GET', `${acme}/webhooks/${id}/removal`)).toMatchObject({ status: 404 });
    }
  });
});

describe('ahead of the removal of an organization', () => {
  it('it is told what would go, to those who may remove it', async () => {
    expect((await call('GET', `${acme}/removal`)).body).toEqual({
      webhooks: 1,
      credentials: 0,
      objects: 0,
      events: 3,
      deliveries: 3,
      waiting: 1,
    });
    const made = await call('POST', '/api/v1/tokens', {
      body: { name: 'a', role: 'administrator', organizations: ['acme'] },
    });
    expect(await call('GET', `${acme}/removal`, { token: made.body.token })).toMatchObject({ status: 403 });
  });
});

describe('operations', () => {
  it('tell of nodes with what they say of themselves, of the backlog, and of the database', async () => {
    const id = ids.uuid();
    await nodeInsert(database, { id, name: 'host 42', now: clock.now(), leaseMs: 15_000 });
    const paused = [{ webhookId, until: new Date().toISOString() }];
    const facts = {
      version: '1.4.0',
      roles: { api: true, delivery: true },
      held: 3,
      attemptsPerSecond: 12,
      memoryBytes: 1e8,
      paused,
    };
    await nodeRenew(database, { id, leaseMs: 15_000, facts });
    await nodeInsert(database, { id: ids.uuid(), name: 'dead', now: clock.now(), leaseMs: -1 });
    await partitionsAhead(database, clock.nowMs(), recordingLog());
    const { status, body } = await call('GET', '/api/v1/operations');
    expect(status).toBe(200);
    expect(body.nodes).toMatchObject([
      { id, name: 'host 42', version: '1.4.0', held: 3, attemptsPerSecond: 12, pausedWebhooks: 1 },
    ]);
    expect(body.nodes[0].lastSignSecondsAgo).toBeLessThan(15);
    expect(body.backlog.oldest).toMatchObject({ organization: 'acme', webhookId });
    const total = body.backlog.counts.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
    expect(total).toBe(1);
    expect(body.database.sizeBytes).toBeGreaterThan(1e6);
    expect(body.database.partitions).toContainEqual(
      expect.objectContaining({
        table: 'attempts',
        day: new Date(clock.nowMs() + 86_400_000).toISOString().slice(0, 10),
      }),
    );
    expect(body.database.partitions).toContainEqual(
      expect.objectContaining({ table: 'deliveries', day: null, dropsOn: null }),
    );
    expect(body.migration).toBeGreaterThan(10);
  });

  it('are for administrators of the whole installation', async () => {
    for (const [role, organizations] of [
      ['editor', null],
      ['administrator', ['acme']],
    ]) {
      const { body } = await call('POST', '/api/v1/tokens', { body: { name: 'x', role, organizations } });
      expect(await call('GET', '/api/v1/operations', { token: body.token })).toMatchObject({ status: 403 });
    }
  });
});
