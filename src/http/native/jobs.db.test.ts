import { describe, expect, it } from 'vitest';
import { testJobs } from '../../../test/harness/jobs.ts';

const jobs = await testJobs();
const { api, acme } = jobs;
const { call } = api;
const path = '/api/v1/organizations/acme/jobs';
api.clock.move(3_600_000);
const since = '2026-03-01T10:00:00.000Z';
const webhookId = await jobs.webhook();
const recover = { kind: 'recover', input: { since, webhookId } };
const unknown = '0193a5f2-6c1e-7b7a-9d2f-3e5b8c1d4f60';

describe('jobs', () => {
  it('are made, read, listed and cancelled', async () => {
    await jobs.delivery({ webhookId });
    expect(await call('POST', `${path}/count`, { body: recover })).toMatchObject({
      status: 200,
      body: { count: 1, capped: false, beingSent: 0 },
    });
    const made = await call('POST', path, { body: recover });
    expect(made).toMatchObject({
      status: 202,
      body: { ...recover, state: 'waiting', total: null, queued: 0, skipped: 0, finishedAt: null },
    });
    const { id } = made.body;
    expect(made.body.createdBy).toMatch(/^token:/);
    expect(made.body.createdByName).toMatch(/^(?!token:)./);
    expect(await call('GET', `${path}/${id}`)).toMatchObject({ status: 200, body: made.body });
    await jobs.runAll();
    const done = { id, state: 'done', total: 1, queued: 1 };
    expect(await call('GET', `${path}/${id}`)).toMatchObject({ body: done });
    const { body: second } = await call('POST', path, { body: recover });
    expect((await call('GET', path)).body.items).toMatchObject([{ id: second.id }, done]);
    expect((await call('GET', `${path}?state=done&state=failed`)).body.items).toMatchObject([done]);
    expect(await call('GET', `${path}?limit=1`)).toMatchObject({ body: { older: second.id, newer: null } });
    const cancelled = { status: 200, body: { id: second.id, state: 'cancelled' } };
    expect(await call('POST', `${path}/${second.id}/cancel`)).toMatchObject(cancelled);
    expect(await call('POST', `${path}/${second.id}/cancel`)).toMatchObject({ status: 409 });
  });

  it('of every kind take their input as it is', async () => {
    const replay = { kind: 'replay', input: { webhookId, from: since, to: '2026-03-01T10:30:00Z' } };
    const resend = {
      kind: 'resend',
      input: {
        states: ['failed', 'delivered'],
        type: 'member.created',
        objectType: 'member',
        objectId: unknown,
        eventId: unknown,
        webhookId,
        status: '5xx',
        reason: 'dns-failed',
        q: 'member',
        ids: [unknown],
        from: since,
        to: '2026-03-01T10:30:00Z',
      },
    };
    const cancel = { kind: 'cancel', input: { ...resend.input, states: ['waiting', 'retrying'] } };
    const search = { kind: 'resend-attempts', input: { text: 'ada', status: '5xx', from: since, webhookId } };
    const named = { kind: 'resend-attempts', input: { ids: [unknown] } };
    for (const body of [replay, resend, cancel, search, named]) {
      expect(await call('POST', path, { body })).toMatchObject({ status: 202, body });
      expect(await call('POST', `${path}/count`, { body })).toMatchObject({ status: 200 });
    }
  });

  it.each<[string, object, string]>([
    ['an unknown kind', { kind: 'repeat', input: {} }, '/kind'],
    ['no kind', { input: { since } }, '/kind'],
    ['no input', { kind: 'recover' }, '/input'],
    ['an unknown field', { kind: 'recover', input: { since, until: since } }, '/input/until'],
    ["another kind's field", { kind: 'replay', input: { webhookId, from: since, since } }, '/input/since'],
    ['what is no time', { kind: 'recover', input: { since: 'yesterday' } }, '/input/since'],
    ['a time to come', { kind: 'recover', input: { since: '2027-01-01T00:00:00Z' } }, '/input/since'],
    ['too long a range', { kind: 'recover', input: { since: '2025-01-01T00:00:00Z' } }, '/input/since'],
    ['no condition', { kind: 'resend', input: {} }, '/input'],
    ['no condition to give up by', { kind: 'cancel', input: {} }, '/input'],
    ['a finished state to give up', { kind: 'cancel', input: { states: ['failed'] } }, '/input/states/0'],
    ['too many ids', { kind: 'cancel', input: { ids: Array(1001).fill(unknown) } }, '/input/ids'],
    ['no ids', { kind: 'resend', input: { ids: [] } }, '/input/ids'],
    ['a state that waits', { kind: 'resend', input: { states: ['waiting'] } }, '/input/states/0'],
    ['attempts of no condition', { kind: 'resend-attempts', input: {} }, '/input'],
    ['attempts up to a time', { kind: 'resend-attempts', input: { to: since } }, '/input'],
    ['no attempts', { kind: 'resend-attempts', input: { ids: [] } }, '/input/ids'],
    ['what is no attempt', { kind: 'resend-attempts', input: { ids: ['x'] } }, '/input/ids/0'],
    ['ids beside words', { kind: 'resend-attempts', input: { ids: [unknown], text: 'ada' } }, '/input/ids'],
    ['what is not storable', { kind: 'resend-attempts', input: { text: 'a\u0000' } }, '/input/text'],
    ['an unknown webhook', { kind: 'recover', input: { since, webhookId: unknown } }, '/input/webhookId'],
    ['no webhook to replay for', { kind: 'replay', input: { from: since } }, '/input/webhookId'],
  ])('are refused for %s', async (_name, body, pointer) => {
    for (const route of [path, `${path}/count`]) {
      const answer = await call('POST', route, { body });
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } });
      expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
    }
  });

  it('are not found under what is no job', async () => {
    for (const id of [unknown, 'x', 'count']) {
      expect(await call('GET', `${path}/${id}`)).toMatchObject({ status: 404 });
      expect(await call('POST', `${path}/${id}/cancel`)).toMatchObject({ status: 404 });
    }
  });

  it('of one organization are nothing to another, and its webhooks neither', async () => {
    await api.organizations.create(acme.principal, { key: 'beta', name: 'Beta', dialect: 'small' });
    const beta = '/api/v1/organizations/beta/jobs';
    const { body: made } = await call('POST', path, { body: recover });
    expect(await call('GET', `${beta}/${made.id}`)).toMatchObject({ status: 404 });
    expect(await call('POST', `${beta}/${made.id}/cancel`)).toMatchObject({ status: 404 });
    expect((await call('GET', beta)).body.items).toEqual([]);
    expect(await call('POST', beta, { body: recover })).toMatchObject({ status: 400 });
  });

  it('can be seen by a viewer, and made by an editor only', async () => {
    const { body: viewer } = await call('POST', '/api/v1/tokens', { body: { name: 'v', role: 'viewer' } });
    const { token } = viewer;
    const { body: made } = await call('POST', path, { body: recover });
    expect(await call('GET', path, { token })).toMatchObject({ status: 200 });
    expect(await call('GET', `${path}/${made.id}`, { token })).toMatchObject({ status: 200 });
    for (const route of [path, `${path}/count`, `${path}/${made.id}/cancel`]) {
      expect(await call('POST', route, { token, body: recover })).toMatchObject({ status: 403 });
    }
  });
});
