import { beforeAll, describe, expect, it } from 'vitest';
import { uuidAt } from '../../../test/harness/log-rows.ts';
import { testApi } from '../../../test/harness/native-api.ts';
import { recordingLog } from '../../../test/harness/recording-log.ts';
import type { Result } from '../../pipeline/delivery/result.ts';
import { createResults } from '../../pipeline/delivery/results.ts';
import { createTickets } from '../../pipeline/delivery/tickets.ts';
import { createRollUp } from '../../pipeline/figures/roll-up.ts';
import type { Transaction } from '../../store/database.ts';
import { figureAcceptedInsert } from '../../store/queries/figures/figure-accepted-insert.ts';
import { type FigureDelta, figureDeltasInsert } from '../../store/queries/figures/figure-deltas-insert.ts';
import { figuresFold } from '../../store/queries/figures/figures-fold.ts';
import { figuresForget } from '../../store/queries/figures/figures-forget.ts';
import { answerStepOf, answerTimes } from '../../store/records/answer-times.ts';

const api = await testApi();
const { call, clock, log } = api;
const { database } = api.accessServices;
const rollUp = createRollUp({ database, log });
let organizations = 0;

/** A new organization with a webhook, so that no test sees what another counted. */
async function organization() {
  organizations += 1;
  const key = `figures${organizations}`;
  const { body } = await call('POST', '/api/v1/organizations', {
    body: { key, name: key, dialect: 'small' },
  });
  const path = `/api/v1/organizations/${key}`;
  const webhook = async (name: string) =>
    (await call('POST', `${path}/webhooks`, { body: { name, url: 'https://hooks.example.com' } })).body;
  return { id: body.id as string, path, webhook, webhookId: (await webhook('Billing')).id as string };
}

function delta(organizationId: string, webhookId: string, more: Partial<FigureDelta> = {}): FigureDelta {
  const answered = answerTimes.map(() => 0);
  return {
    organizationId,
    webhookId,
    at: clock.now(),
    delivered: 0,
    retried: 0,
    failed: 0,
    answered,
    ...more,
  };
}

const answeredIn = (ms: number, count: number) =>
  answerTimes.map((_, step) => (step === answerStepOf(ms) ? count : 0));

beforeAll(() => {
  clock.move(Date.parse('2026-03-01T10:07:00Z') - clock.nowMs());
});

describe('figures', () => {
  it('are the same before and after they are added up, however often that is done', async () => {
    const { id, path, webhookId } = await organization();
    const ago = (minutes: number) => new Date(clock.nowMs() - minutes * 60_000);
    await figureDeltasInsert(database, [
      delta(id, webhookId, { at: ago(3), delivered: 7, failed: 1, answered: answeredIn(40, 8) }),
      delta(id, webhookId, { at: ago(3), delivered: 2, retried: 4, answered: answeredIn(700, 2) }),
      delta(id, webhookId, { at: ago(90), delivered: 5 }),
    ]);
    const before = await call('GET', `${path}/figures?from=${ago(60).toISOString()}`);
    for (let i = 0; i < 3; i += 1) {
      await rollUp.fold();
      expect(await call('GET', `${path}/figures?from=${ago(60).toISOString()}`)).toMatchObject({
        body: before.body,
      });
    }
    expect(before.body).toMatchObject({
      bucketSeconds: 60,
      total: { accepted: 0, delivered: 9, retried: 4, failed: 1 },
    });
    expect(before.body.buckets).toHaveLength(60);
    expect(before.body.buckets[57]).toMatchObject({
      at: '2026-03-01T10:04:00.000Z',
      delivered: 9,
      failed: 1,
    });
    expect(before.body.buckets[56]).toEqual({
      at: '2026-03-01T10:03:00.000Z',
      accepted: 0,
      delivered: 0,
      retried: 0,
      failed: 0,
      p50Ms: null,
      p95Ms: null,
    });
    const { p50Ms, p95Ms } = before.body.total;
    expect(p50Ms).toBeGreaterThan(35);
    expect(p50Ms).toBeLessThanOrEqual(50);
    expect(p95Ms).toBeGreaterThan(500);
    expect(p95Ms).toBeLessThanOrEqual(750);
  });

  it('count events in the minute in which they were accepted, in the transaction that accepts them', async () => {
    const { id, path } = await organization();
    const event = (at: Date) => ({
      organizationId: id,
      id: uuidAt(at),
      type: 'a.b',
      objectType: 'a',
      objectId: '1',
      transactionId: uuidAt(at),
      actor: 'token:1',
      occurredAt: new Date('2020-01-01'),
      data: { operation: null, object: {}, related: {} },
    });
    const rows = [event(clock.now()), event(clock.now()), event(new Date(clock.nowMs() - 120_000))];
    const failing = database.transaction(async (tx) => {
      await figureAcceptedInsert(tx, rows as never);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    clock.move(1000);
    expect((await call('GET', `${path}/figures`)).body.total.accepted).toBe(0);
    await database.transaction((tx) => figureAcceptedInsert(tx, rows as never));
    const { body } = await call(
      'GET',
      `${path}/figures?from=${new Date(clock.nowMs() - 600_000).toISOString()}`,
    );
    expect(body.total.accepted).toBe(3);
    expect(body.buckets.filter(({ accepted }: { accepted: number }) => accepted > 0)).toMatchObject([
      { accepted: 1 },
      { accepted: 2 },
    ]);
    expect(body.since).not.toBeNull();
  });

  it('of one webhook are those of no other, and add up to the whole', async () => {
    const { id, path, webhookId, webhook } = await organization();
    const other = (await webhook('Other')).id;
    await figureDeltasInsert(database, [
      delta(id, webhookId, { delivered: 3 }),
      delta(id, other, { delivered: 4, failed: 1 }),
    ]);
    clock.move(1000);
    for (let i = 0; i < 2; i += 1) {
      expect((await call('GET', `${path}/figures?webhookId=${other}`)).body.total).toMatchObject({
        delivered: 4,
        failed: 1,
      });
      expect((await call('GET', `${path}/figures`)).body.total).toMatchObject({ delivered: 7, failed: 1 });
      await rollUp.fold();
    }
  });

  it('of a month are made of hours, also when the minutes are forgotten', async () => {
    const { id, path, webhookId } = await organization();
    const at = new Date(clock.nowMs() - 10 * 86_400_000);
    await figureDeltasInsert(database, [delta(id, webhookId, { at, delivered: 11 })]);
    await rollUp.fold();
    await figuresForget(database, { minutes: clock.now(), hours: new Date(0) });
    const from = new Date(clock.nowMs() - 30 * 86_400_000).toISOString();
    expect((await call('GET', `${path}/figures?from=${from}`)).body).toMatchObject({
      bucketSeconds: 28_800,
      total: { delivered: 11 },
    });
    await figuresForget(database, { minutes: new Date(0), hours: clock.now() });
    expect((await call('GET', `${path}/figures?from=${from}`)).body.total.delivered).toBe(0);
  });

  it('are added up by one node at a time, none of them twice', async () => {
    const { id, path, webhookId } = await organization();
    for (let i = 0; i < 40; i += 1)
      await figureDeltasInsert(database, [delta(id, webhookId, { delivered: 1 })]);
    await database.transaction(async (holding) => {
      expect(await figuresFold(holding, 10)).toBe(10);
      expect(await database.transaction((tx) => figuresFold(tx, 10))).toBeNull();
    });
    await Promise.all(Array.from({ length: 4 }, () => rollUp.fold()));
    clock.move(1000);
    expect((await call('GET', `${path}/figures`)).body.total.delivered).toBe(40);
  });

  it('count a batch once when the answer to its commit was lost, and it is written again', async () => {
    const { id, path, webhookId } = await organization();
    let lost = 0;
    const losing = {
      ...database,
      async transaction<T>(work: (tx: Transaction) => Promise<T>) {
        const done = await database.transaction(work);
        if (lost++ === 0) throw new Error('the answer was lost');
        return done;
      },
    };
    const results = createResults({ database: losing, log: recordingLog(), tickets: createTickets() });
    const attempt = {
      organizationId: id,
      id: uuidAt(clock.now()),
      kind: 'delivery',
      webhookId,
      eventType: 'a.b',
      objectType: 'a',
      transactionId: id,
      number: 1,
      startedAt: clock.now(),
      timings: { total: 3 },
      request: { method: 'PUT', url: 'https://hooks.example.com', headers: {} },
      responseStatus: 200,
    };
    const nothing = {
      deliveryId: null,
      eventId: null,
      objectId: null,
      requestBody: null,
      responseHeaders: null,
      words: null,
    };
    const settled = {
      organizationId: id,
      id: attempt.id,
      state: 'delivered',
      attemptsBefore: 0,
      attemptsMade: 1,
    };
    const times = { dueAt: null, lastAttemptAt: clock.now(), lastStatus: 200, finishedAt: clock.now() };
    await results.write({
      nodeId: id,
      attempt: { ...nothing, responseBody: null, responseSize: null, reason: null, detail: null, ...attempt },
      settled: { ...settled, ...times, lastReason: null },
    } as Result);
    clock.move(1000);
    expect(lost).toBe(2);
    expect((await call('GET', `${path}/figures`)).body.total.delivered).toBe(1);
  });

  it('of an organization that is gone hold up nothing', async () => {
    const { id, path, webhookId } = await organization();
    await figureDeltasInsert(database, [delta(id, webhookId, { delivered: 1 })]);
    await rollUp.fold();
    await figureDeltasInsert(database, [delta(id, webhookId, { delivered: 1 })]);
    await call('DELETE', `${path}?confirm=${path.split('/').at(-1)}`);
    await rollUp.fold();
    for (const table of ['figures', 'figure_deltas']) {
      const text = `select 1 from ${table} where organization_id = $1`;
      expect(await database.query({ text, values: [id] })).toEqual([]);
    }
  });

  it('are refused with the field that is wrong', async () => {
    const { path } = await organization();
    for (const query of [
      'from=x',
      'bucketSeconds=61',
      'webhookId=7',
      'to=2020-01-01T00:00:00Z&from=2021-01-01T00:00:00Z',
    ]) {
      expect(await call('GET', `${path}/figures?${query}`)).toMatchObject({ status: 400 });
    }
  });
});

describe('how webhooks fare', () => {
  it('is told with their last day, what waits for them, and why they are off or failing', async () => {
    const { id, path, webhookId, webhook } = await organization();
    const off = await webhook('Off');
    await call('PATCH', `${path}/webhooks/${off.id}`, { body: { enabled: false } });
    await database.query({
      text: 'update webhooks set failing_since = $2 where id = $1',
      values: [webhookId, clock.now()],
    });
    const at = new Date(clock.nowMs() - 2 * 3_600_000);
    await figureDeltasInsert(database, [
      delta(id, webhookId, { at, delivered: 9, answered: answeredIn(40, 9) }),
      delta(id, webhookId, { failed: 1 }),
      delta(id, webhookId, { at: new Date(clock.nowMs() - 30 * 3_600_000), delivered: 100 }),
    ]);
    await rollUp.fold();
    await insertAttempt(id, webhookId);
    const due = new Date(clock.nowMs() + 60_000);
    await insertWaiting(id, webhookId, due);
    const { body } = await call('GET', `${path}/figures/webhooks`);
    expect(body.items).toMatchObject([
      {
        webhookId,
        health: 'failing',
        healthReason: 'answer-server-error',
        failingSince: clock.now().toISOString(),
        day: { delivered: 9, failed: 1, p95Ms: expect.any(Number) },
        waiting: 1,
        oldestDueAt: due.toISOString(),
        lastAttempt: { status: 503, reason: 'answer-server-error', ms: 41.5 },
      },
      {
        webhookId: off.id,
        health: 'off',
        healthReason: null,
        day: { delivered: 0 },
        waiting: 0,
        lastAttempt: null,
      },
    ]);
    expect(body.items[0].hours).toHaveLength(24);
    expect(body.items[0].hours[21]).toMatchObject({ delivered: 9, failed: 0 });
    expect(body.items[0].hours[23]).toMatchObject({ delivered: 0, failed: 1 });
    expect((await call('GET', `${path}/figures`)).body.current).toEqual({
      waiting: 1,
      retrying: 1,
      held: 0,
      oldestDueAt: due.toISOString(),
    });
  });

  it('is paused while a node leaves them alone, until that is over', async () => {
    const { path, webhookId } = await organization();
    const until = new Date(clock.nowMs() + 30_000).toISOString();
    await database.query({
      text: `
        insert into nodes (id, name, started_at, lease_until, facts)
        values (gen_random_uuid(), 'n', now(), now() + interval '1 hour', $1)`,
      values: [JSON.stringify({ paused: [{ webhookId, until }] })],
    });
    expect((await call('GET', `${path}/figures/webhooks`)).body.items).toMatchObject([
      { health: 'paused', pausedUntil: until },
    ]);
    clock.move(31_000);
    expect((await call('GET', `${path}/figures/webhooks`)).body.items).toMatchObject([
      { health: 'on', pausedUntil: null },
    ]);
  });
});

async function insertWaiting(organizationId: string, webhookId: string, dueAt: Date): Promise<void> {
  await database.query({
    text: `
      insert into deliveries (
        organization_id, id, event_id, webhook_id, event_type, object_type, object_id, transaction_id, state, due_at,
        created_at
      )
      values ($1, $2, $2, $3, 'a.b', 'a', '1', $2, 'retrying', $4, $5)`,
    values: [organizationId, uuidAt(clock.now()), webhookId, dueAt, clock.now()],
  });
}

async function insertAttempt(organizationId: string, webhookId: string): Promise<void> {
  await database.query({
    text: `
      insert into attempts (
        organization_id, id, kind, webhook_id, event_type, object_type, transaction_id, number, started_at, timings,
        request, response_status, reason
      )
      values (
        $1, $2, 'delivery', $3, 'a.b', 'a', $2, 1, $4, '{"total": 41.5}', '{}', 503, 'answer-server-error'
      )`,
    values: [organizationId, uuidAt(clock.now()), webhookId, clock.now()],
  });
}
