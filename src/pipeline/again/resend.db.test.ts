import { beforeEach, describe, expect, it } from 'vitest';
import { testJobs } from '../../../test/harness/jobs.ts';
import type { ResendInput } from '../../store/records/job.ts';

const jobs = await testJobs();
const { api, again, acme } = jobs;
const organizationId = acme.organization.id;

let webhookId: string;
beforeEach(async () => {
  api.clock.move(60_000);
  webhookId = await jobs.webhook();
});
const again1 = (input: ResendInput) => jobs.create({ kind: 'resend', input });
const dueOf = async (webhook = webhookId) => (await jobs.deliveries(webhook)).map(({ due }) => due);

describe('sending again what matches', () => {
  it('makes finished deliveries due, on a fresh schedule, and leaves those that wait', async () => {
    const states = ['delivered', 'failed', 'cancelled', 'waiting'] as const;
    for (const state of states) await jobs.delivery({ webhookId, state });
    const other = await jobs.webhook();
    await jobs.delivery({ webhookId: other });
    const id = await again1({ webhookId });
    await jobs.runAll();
    const fresh = { state: 'waiting', due: 'now', roundAttempts: 0 };
    expect(await jobs.deliveries(webhookId)).toMatchObject([fresh, fresh, fresh, { roundAttempts: 4 }]);
    expect(await dueOf(other)).toEqual([null]);
    expect(await again.get(organizationId, id)).toMatchObject({
      state: 'done',
      total: 3,
      queued: 3,
      skipped: 0,
      createdBy: 'token:test',
      finishedAt: api.clock.now(),
    });
  });

  it('wakes what sends', async () => {
    await jobs.delivery({ webhookId });
    await again1({ webhookId });
    let woken = 0;
    await jobs.runAll({ handover: { wake: () => (woken += 1) } });
    expect(woken).toBe(1);
  });

  it.each<[string, ResendInput, string]>([
    ['state', { states: ['cancelled'] }, '·x···'],
    ['status', { status: '500' }, 'x····'],
    ['class of status', { status: '5xx' }, 'x·x··'],
    ['no answer', { status: 'none' }, '·x·xx'],
    ['reason', { reason: 'dns-failed' }, '···x·'],
    ['type', { type: 'application.created' }, '····x'],
    ['object type', { objectType: 'application' }, '····x'],
  ])('narrows by %s', async (_name, input, expected) => {
    await jobs.delivery({ webhookId, status: 500 });
    await jobs.delivery({ webhookId, state: 'cancelled' });
    await jobs.delivery({ webhookId, status: 503 });
    await jobs.delivery({ webhookId, reason: 'dns-failed' });
    await jobs.delivery({ webhookId, event: await jobs.event('application.created') });
    await again1({ webhookId, ...input });
    await jobs.runAll();
    expect((await dueOf()).map((due) => (due ? 'x' : '·')).join('')).toBe(expected);
  });

  it('narrows by object, event and time', async () => {
    const event = await jobs.event();
    await jobs.delivery({ webhookId, event });
    api.clock.move(1000);
    const from = api.clock.now().toISOString();
    await jobs.delivery({ webhookId });
    api.clock.move(1000);
    const to = api.clock.now().toISOString();
    await jobs.delivery({ webhookId });
    await again1({ webhookId, objectId: event.objectId });
    await jobs.runAll();
    expect(await dueOf()).toEqual(['now', null, null]);
    await again1({ webhookId, from, to });
    await jobs.runAll();
    expect(await dueOf()).toEqual(['now', 'now', null]);
  });

  it('holds what is owed to a webhook that is off, and skips what has no webhook or event any more', async () => {
    const off = await jobs.webhook();
    const gone = await jobs.webhook();
    const event = await jobs.event();
    await jobs.delivery({ webhookId: off });
    await jobs.delivery({ webhookId: gone });
    await jobs.delivery({ webhookId, event });
    await api.webhooks.update(acme, { id: off }, { enabled: false });
    await api.webhooks.remove(acme, gone);
    const { database } = api.webhookServices;
    await database.query({ text: 'delete from events where id = $1', values: [event.id] });
    const order = { kind: 'resend', input: { from: new Date(api.clock.nowMs() - 1).toISOString() } } as const;
    expect(await again.count(organizationId, order)).toEqual({ count: 1, capped: false, beingSent: 0 });
    const id = await jobs.create(order);
    await jobs.runAll();
    expect(await dueOf(off)).toEqual(['held']);
    expect(await dueOf(gone)).toEqual([null]);
    expect(await dueOf()).toEqual([null]);
    expect(await again.get(organizationId, id)).toMatchObject({ total: 3, queued: 1, skipped: 2 });
    await api.webhooks.update(acme, { id: off }, { enabled: true });
    expect(await dueOf(off)).toEqual(['now']);
  });

  it('touches nothing that was made after it', async () => {
    await jobs.delivery({ webhookId });
    await again1({ webhookId });
    await jobs.delivery({ webhookId });
    await jobs.runAll();
    expect(await dueOf()).toEqual(['now', null]);
  });

  it('stays inside its organization', async () => {
    await jobs.delivery({ webhookId });
    const beta = await api.organizations.create(acme.principal, { key: 'beta', name: 'B', dialect: 'small' });
    await again.create(beta.id, {
      order: { kind: 'resend', input: { from: new Date(api.clock.nowMs() - 1000).toISOString() } },
      by: { actor: 'token:test' },
    });
    await jobs.runAll();
    expect(await dueOf()).toEqual([null]);
  });
});

describe('recovering', () => {
  const hourMs = 3_600_000;

  it('sends again what failed since a time, however long before that it was accepted', async () => {
    api.clock.move(hourMs);
    const ago = (hours: number) => new Date(api.clock.nowMs() - hours * hourMs);
    await jobs.delivery({ webhookId, finishedAt: ago(3) });
    await jobs.delivery({ webhookId, finishedAt: ago(2) });
    await jobs.delivery({ webhookId, finishedAt: ago(1) });
    await jobs.delivery({ webhookId, state: 'delivered', finishedAt: ago(1) });
    await jobs.delivery({ webhookId, state: 'cancelled', finishedAt: ago(1) });
    const other = await jobs.webhook();
    await jobs.delivery({ webhookId: other, finishedAt: ago(1) });

    const since = ago(2).toISOString();
    const order = { kind: 'recover', input: { webhookId, since } } as const;
    expect(await again.count(organizationId, order)).toEqual({ count: 2, capped: false, beingSent: 0 });
    await jobs.create(order);
    await jobs.runAll();
    expect(await dueOf()).toEqual([null, 'now', 'now', null, null]);
    expect(await dueOf(other)).toEqual([null]);

    await jobs.create({ kind: 'recover', input: { since } });
    await jobs.runAll();
    expect(await dueOf(other)).toEqual(['now']);
  });
});
