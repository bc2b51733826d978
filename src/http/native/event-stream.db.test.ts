import { afterEach, beforeAll, expect, it } from 'vitest';
import { listenToStream } from '../../../test/harness/event-stream.ts';
import { insertLogged } from '../../../test/harness/log-rows.ts';
import { testApi } from '../../../test/harness/native-api.ts';

const api = await testApi({ streamBeatMs: 50 });
const { call, clock } = api;
const { database } = api.accessServices;
let url: string;
let organizationId: string;
const ending: (() => void)[] = [];

beforeAll(async () => {
  url = await api.app.listen({ host: '127.0.0.1', port: 0 });
  const body = { key: 'acme', name: 'Acme', dialect: 'small' };
  organizationId = (await call('POST', '/api/v1/organizations', { body })).body.id;
  await call('POST', '/api/v1/organizations', { body: { ...body, key: 'other' } });
});
afterEach(() => {
  for (const end of ending.splice(0)) end();
});

async function listen({ token = api.adminToken, org = 'acme', lastId = '' } = {}) {
  const headers = { authorization: `Bearer ${token}`, ...(lastId !== '' && { 'last-event-id': lastId }) };
  const stream = await listenToStream(`${url}/api/v1/organizations/${org}/events/stream`, headers);
  ending.push(stream.close);
  return stream;
}

const happen = () => {
  clock.move(1000);
  return insertLogged(database, { organizationId, at: clock.now() });
};

it('tells of an event that any node has saved, and that attempts were made', async () => {
  const { answer, until } = await listen();
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  await until('retry: 2000');
  const { eventId, attemptId } = await happen();
  const text = await until('event: attempts');
  expect(text).toContain(`id: ${eventId}\nevent: event\ndata: {"id":"${eventId}","type":"member.updated"`);
  expect(text).toContain(`event: attempts\ndata: {"newest":"${attemptId}"}`);
});

it('tells each event once, to everybody of the organization and nobody else', async () => {
  const [one, two, other] = [await listen(), await listen(), await listen({ org: 'other' })];
  await Promise.all([one.until('retry'), two.until('retry'), other.until('retry')]);
  const first = await happen();
  await one.until(first.eventId);
  const second = await happen();
  for (const stream of [one, two]) {
    const text = await stream.until(second.eventId);
    expect(text.match(new RegExp(`id: ${first.eventId}`, 'g'))).toHaveLength(1);
  }
  expect(await other.until(': \n\n')).not.toContain('event:');
});

it('is not begun by asking for its head', async () => {
  for (const path of ['events', 'attempts']) {
    const answer = await fetch(`${url}/api/v1/organizations/acme/${path}/stream`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${api.adminToken}` },
    });
    expect(answer.status).toBe(404);
  }
});

it('lets nobody have more than a hundred, so that others get theirs', async () => {
  const { token } = (await call('POST', '/api/v1/tokens', { body: { name: 'Greedy', role: 'viewer' } })).body;
  const all = await Promise.all(Array.from({ length: 100 }, () => listen({ token })));
  expect(new Set(all.map(({ answer }) => answer.statusCode))).toEqual(new Set([200]));
  expect((await listen({ token })).answer.statusCode).toBe(503);
  expect((await listen()).answer.statusCode).toBe(200);
  all[0]!.close();
  await expect.poll(async () => (await listen({ token })).answer.statusCode).toBe(200);
});

it('tells of an event that commits behind a newer one', async () => {
  const { until } = await listen();
  await until('retry');
  const newer = await happen();
  await until(newer.eventId);
  const late = await insertLogged(database, { organizationId, at: new Date(clock.nowMs() - 500) });
  expect(await until(late.eventId)).toContain(late.eventId);
});

it('goes on from the last event that was heard', async () => {
  const [heard, missed] = [await happen(), await happen()];
  const { until } = await listen({ lastId: heard.eventId });
  const text = await until(missed.eventId);
  expect(text).not.toContain(`id: ${heard.eventId}`);
});

it('says so when there was more than it tells at once', async () => {
  const { eventId } = await happen();
  await database.query({
    text: `
      insert into events (organization_id, id, type, object_type, object_id, transaction_id, actor, occurred_at, data)
      select organization_id, (substr(id::text, 1, 24) || lpad(to_hex(n), 12, 'f'))::uuid, type, object_type,
        object_id, transaction_id, actor, occurred_at, data
      from events, generate_series(1, 150) n
      where id = $1`,
    values: [eventId],
  });
  const { until } = await listen({ lastId: eventId });
  const text = await until(': \n\n');
  expect(text).toContain('event: skipped');
  expect(text.match(/event: event/g)).toHaveLength(100);
});

it('ends when its token is revoked', async () => {
  const made = await call('POST', '/api/v1/tokens', { body: { name: 'x', role: 'viewer' } });
  const { until, end } = await listen({ token: made.body.token });
  await until('retry');
  await call('DELETE', `/api/v1/tokens/${made.body.id}`);
  expect(await end()).toContain('event: end\ndata: {"reason":"signed-out"}');
});

it('is not for who may not see the organization or its events', async () => {
  const token = async (role: string, organizations: string[]) =>
    (await call('POST', '/api/v1/tokens', { body: { name: role, role, organizations } })).body.token;
  const path = '/api/v1/organizations/acme/events/stream';
  expect(await call('GET', path, { token: await token('viewer', ['other']) })).toMatchObject({ status: 404 });
  expect(await call('GET', path, { token: await token('publisher', ['acme']) })).toMatchObject({
    status: 403,
  });
  expect(await call('GET', path, { token: null })).toMatchObject({ status: 401 });
});

it('ends at once when the server stops', async () => {
  const { until, end } = await listen();
  await until('retry');
  const closing = api.app.close();
  expect(await end()).toContain('event: end\ndata: {"reason":"stopping"}');
  await closing;
});
