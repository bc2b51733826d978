import { beforeEach, describe, expect, it } from 'vitest';
import { testJobs } from '../../../test/harness/jobs.ts';
import type { CancelInput } from '../../store/records/job.ts';
import { createDeliveryLog } from '../log/create-log.ts';

const jobs = await testJobs();
const { api, again, acme } = jobs;
const { database, clock } = api.webhookServices;
const organizationId = acme.organization.id;
const log = createDeliveryLog({ ...api.webhookServices, handover: { wake() {} } });

let webhookId: string;
beforeEach(async () => {
  api.clock.move(60_000);
  webhookId = await jobs.webhook();
});
const cancel = (input: CancelInput) => jobs.create({ kind: 'cancel', input });
const waiting = (more: object = {}) => jobs.delivery({ webhookId, state: 'waiting', ...more });
const stateOf = async (webhook = webhookId) => (await jobs.deliveries(webhook)).map(({ state }) => state);
const holdOne = (id: string) =>
  database.query({ text: 'update deliveries set leased_by = id where id = $1', values: [id] });

describe('giving up what matches', () => {
  it('leaves it in the log as cancelled by who asked for the job, and it can be sent again', async () => {
    const ids = [await waiting(), await waiting()];
    const finished = await jobs.delivery({ webhookId, state: 'delivered' });
    const order = { kind: 'cancel', input: { webhookId } } as const;
    expect(await again.count(organizationId, order)).toEqual({ count: 2, capped: false, beingSent: 0 });
    const { id } = await again.create(organizationId, { order, by: { actor: 'token:test', name: 'ada' } });
    let cancelled = 0;
    await jobs.runAll({ onCancelled: (count) => (cancelled += count) });
    expect(cancelled).toBe(2);
    expect(await again.get(organizationId, id)).toMatchObject({
      state: 'done',
      total: 2,
      queued: 2,
      skipped: 0,
      createdByName: 'ada',
    });
    for (const one of ids) {
      expect(await log.delivery(organizationId, one)).toMatchObject({
        state: 'cancelled',
        lastReason: 'cancelled-by-hand',
        cancelledBy: 'ada',
        dueAt: null,
        finishedAt: clock.now(),
      });
    }
    expect(await log.delivery(organizationId, finished)).toMatchObject({
      state: 'delivered',
      cancelledBy: null,
    });

    await jobs.create({ kind: 'resend', input: { ids } });
    await jobs.runAll();
    expect(await log.delivery(organizationId, ids[0]!)).toMatchObject({
      state: 'waiting',
      cancelledBy: null,
    });
  });

  it('names who asked by their id where they have no name', async () => {
    const id = await waiting();
    await cancel({ ids: [id] });
    await jobs.runAll();
    expect(await log.delivery(organizationId, id)).toMatchObject({ cancelledBy: 'token:test' });
  });

  it('takes what is held for a webhook that is off, and that is not sent when it is on again', async () => {
    await waiting();
    await api.webhooks.update(acme, { id: webhookId }, { enabled: false });
    await cancel({ webhookId });
    await jobs.runAll();
    await api.webhooks.update(acme, { id: webhookId }, { enabled: true });
    expect(await jobs.deliveries(webhookId)).toMatchObject([{ state: 'cancelled', due: null }]);
  });

  it('leaves alone what a node has in memory, and says how much that is', async () => {
    const held = await waiting();
    await waiting();
    await holdOne(held);
    await database.query({
      text: 'insert into tickets (id, node_id, organization_id, delivery_ids) values ($1, $1, $2, $3)',
      values: [held, organizationId, [held]],
    });
    const order = { kind: 'cancel', input: { webhookId } } as const;
    expect(await again.count(organizationId, order)).toEqual({ count: 1, capped: false, beingSent: 1 });
    const id = await jobs.create(order);
    await jobs.runAll();
    expect(await stateOf()).toEqual(['waiting', 'cancelled']);
    expect(await again.get(organizationId, id)).toMatchObject({ total: 1, queued: 1 });
  });

  it('counts what a node has claimed since the batch looked as left alone', async () => {
    const taken = await waiting();
    await waiting();
    const id = await cancel({ webhookId });
    // Another node claims between the look and the write: exactly there the webhook's row is locked.
    await jobs.runAll({
      database: {
        ...database,
        transaction: (work) =>
          database.transaction((tx) =>
            work({
              ...tx,
              async query(statement) {
                if (statement.name === 'webhooks-share-lock') await holdOne(taken);
                return tx.query(statement);
              },
            }),
          ),
      },
    });
    expect(await stateOf()).toEqual(['waiting', 'cancelled']);
    expect(await again.get(organizationId, id)).toMatchObject({ queued: 1, skipped: 1 });
  });

  it.each<[string, (ids: string[]) => CancelInput, string]>([
    ['state', () => ({ states: ['retrying'] }), '·x··'],
    ['class of status', () => ({ status: '5xx' }), '·x··'],
    ['type', () => ({ type: 'application.created' }), '··x·'],
    ['words of a type', () => ({ q: 'APPLICATION' }), '··x·'],
    ['id', ([first]) => ({ ids: [first!] }), 'x···'],
    ['search for an id', ([, , , last]) => ({ q: last! }), '···x'],
    ['words that nothing has', () => ({ q: 'nothing' }), '····'],
  ])('narrows by %s', async (_name, inputOf, expected) => {
    const ids = [
      await waiting(),
      await waiting({ status: 503 }),
      await waiting({ event: await jobs.event('application.created') }),
      await waiting(),
    ];
    await database.query({
      text: `update deliveries set state = 'retrying' where id = $1`,
      values: [ids[1]],
    });
    await cancel({ webhookId, ...inputOf(ids) });
    await jobs.runAll();
    const marks = (await stateOf()).map((state) => (state === 'cancelled' ? 'x' : '·')).join('');
    expect(marks).toBe(expected);
  });

  it('narrows by the time of accepting, and touches nothing that was made after it', async () => {
    await waiting();
    api.clock.move(60_000);
    const from = clock.now().toISOString();
    await waiting();
    api.clock.move(60_000);
    const to = clock.now().toISOString();
    await waiting();
    await cancel({ from, to, webhookId });
    await jobs.runAll();
    expect(await stateOf()).toEqual(['waiting', 'cancelled', 'waiting']);
    await cancel({ webhookId });
    await waiting();
    await jobs.runAll();
    expect(await stateOf()).toEqual(['cancelled', 'cancelled', 'cancelled', 'waiting']);
  });

  it('goes on over many batches', async () => {
    for (let made = 0; made < 7; made++) await waiting();
    const id = await cancel({ webhookId });
    let batches = 0;
    await jobs.runAll({
      batch: 3,
      handover: {
        wake() {
          batches += 1;
        },
      },
    });
    expect(batches).toBe(3);
    expect(await again.get(organizationId, id)).toMatchObject({ state: 'done', total: 7, queued: 7 });
    expect(new Set(await stateOf())).toEqual(new Set(['cancelled']));
  });

  it('stays inside its organization', async () => {
    await waiting();
    const beta = await api.organizations.create(acme.principal, { key: 'beta', name: 'B', dialect: 'small' });
    const order = { kind: 'cancel', input: { to: clock.now().toISOString() } } as const;
    api.clock.move(1000);
    await again.create(beta.id, { order, by: { actor: 'token:test' } });
    await jobs.runAll();
    expect(await stateOf()).toEqual(['waiting']);
  });
});
