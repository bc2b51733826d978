import { beforeAll, expect, it } from 'vitest';
import { startTestBellwire, type TestOrganization } from '../harness/bellwire.ts';
import { type HttpAnswer, request } from '../harness/http-client.ts';

const bellwire = await startTestBellwire();
let organization: TestOrganization;
let before: HttpAnswer['body'];

beforeAll(async () => {
  organization = await bellwire.organization();
  before = await everything();
});

/** All that these requests could have changed. */
async function everything() {
  const counts = await bellwire.database.query({
    text: `select (select count(*) from organizations) as organizations, (select count(*) from webhooks) as webhooks,
             (select count(*) from credentials) as credentials, (select count(*) from events) as events,
             (select count(*) from tokens where kind = 'api') as tokens`,
  });
  return counts[0];
}

const hook = { name: 'Hook', url: 'http://127.0.0.1:9/' };
/** A spelling of a UUID that the database does not take. */
const urn = 'urn:uuid:0193a5f2-6c1e-7b7a-9d2f-3e5b8c1d4f60';
const area = { key: 'fresh', name: 'Fresh', dialect: 'mashery' };

it.each([
  ['an unknown field', '/organizations', { ...area, colour: 'red' }, '/colour'],
  ['a number for text', '/organizations', { ...area, name: 7 }, '/name'],
  ['a long name', '/organizations', { ...area, name: 'a'.repeat(256) }, '/name'],
  ['a key that is none', '/organizations', { ...area, key: '../x' }, '/key'],
  ['an unknown dialect', '/organizations', { ...area, dialect: 'klingon' }, '/dialect'],
  ['a missing field', '/organizations', { key: 'fresh', name: 'Fresh' }, '/dialect'],
  [
    'custom fields of a type that takes none',
    '/organizations',
    { ...area, settings: { customFields: { key: ['a'] } } },
    '/settings/customFields/key',
  ],
  ['an unknown role', '/tokens', { name: 'T', role: 'king' }, '/role'],
  ['an unknown setting', '{org}/webhooks', { ...hook, settings: { encodin: 'form' } }, '/settings/encodin'],
  [
    'a switch that there is not',
    '{org}/webhooks',
    { ...hook, settings: { triggers: { member: { during: true } } } },
    '/settings/triggers/member/during',
  ],
  [
    'a time limit without end',
    '{org}/webhooks',
    { ...hook, settings: { before: { timeoutMs: 1e9 } } },
    '/settings/before/timeoutMs',
  ],
  ['an id that is a URN', '{org}/jobs', { kind: 'resend', input: { ids: [urn] } }, '/input/ids/0'],
  ['a policy out of bounds', '{org}/webhooks', { ...hook, policy: { jitter: 3 } }, '/policy/jitter'],
  ['a URL that is none', '{org}/webhooks', { ...hook, url: 'hooks.example.com' }, '/url'],
  ['a file', '{org}/webhooks', { ...hook, url: 'file:///etc/passwd' }, '/url'],
  ['the metadata service', '{org}/webhooks', { ...hook, url: 'http://169.254.169.254/x' }, '/url'],
  ['it in another spelling', '{org}/webhooks', { ...hook, url: 'http://[::ffff:a9fe:a9fe]/' }, '/url'],
  ['a private network', '{org}/webhooks', { ...hook, url: 'http://10.0.0.1/' }, '/url'],
  ['a header over two lines', '{org}/webhooks', { ...hook, headers: { 'x-a': 'a\r\nb: c' } }, '/headers/x-a'],
  ['a header of ours', '{org}/webhooks', { ...hook, headers: { 'webhook-id': 'x' } }, '/headers/webhook-id'],
  [
    'a colon in a user name',
    '{org}/webhooks',
    { ...hook, credentials: { type: 'basic', username: 'a:b', password: 'c' } },
    '/credentials/username',
  ],
  [
    'a short password',
    '{org}/credentials',
    { kind: 'user', identifier: 'joe', password: 'x', role: 'viewer' },
    '/password',
  ],
])('refuses %s with 400, and points at it', async (_name, path, body, pointer) => {
  const answer = await bellwire.native.ask(
    'POST',
    path.replace('{org}', `/organizations/${organization.key}`),
    body,
  );
  expect([answer.status, answer.body.code]).toEqual([400, 'invalid']);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  expect(await everything()).toEqual(before);
});

const json = { 'content-type': 'application/json' };
it.each([
  ['broken JSON', '{"key":', json, 400, 'malformed'],
  [
    'a form',
    'key=fresh',
    { 'content-type': 'application/x-www-form-urlencoded' },
    415,
    'unsupported-media-type',
  ],
  ['a body of two megabytes', `"${'a'.repeat(2_000_000)}"`, json, 413, 'too-large'],
  ['a key that is taken', '{"key":"area1","name":"A","dialect":"mashery"}', json, 409, 'duplicate'],
  ['an own __proto__', '{"__proto__":{"key":"fresh"}}', json, 400, 'malformed'],
])('answers %s', async (_name, body, headers, status, code) => {
  const answer = await request(`${bellwire.url}/api/v1/organizations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bellwire.adminToken}`, ...headers },
    body,
  });
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(await everything()).toEqual(before);
});

it.each([
  ['GET', '/nothing', 404, 'not-found'],
  ['GET', '/organizations/nobody', 404, 'not-found'],
  ['GET', '/organizations/..%2f..', 404, 'not-found'],
  ['GET', '/organizations/area1/webhooks/x', 404, 'not-found'],
  ['PUT', '/organizations/area1', 405, 'method-not-allowed'],
  ['GET', '/organizations?limit=0', 400, 'invalid'],
  ['GET', '/organizations/area1/events?limit=ten', 400, 'invalid'],
  ['GET', '/organizations/area1/events?colour=red', 400, 'invalid'],
  ['GET', '/organizations/area1/deliveries?state=lost', 400, 'invalid'],
  ['GET', '/organizations/area1/attempts?status=600', 400, 'invalid'],
  ['GET', `/organizations/area1/deliveries?webhookId=${urn}`, 400, 'invalid'],
  ['GET', `/organizations/area1/deliveries?eventId=${urn}`, 400, 'invalid'],
  ['GET', `/organizations/area1/deliveries/${urn}`, 404, 'not-found'],
  ['DELETE', '/organizations/area1', 400, 'invalid'],
])('answers %s %s with %s', async (method, path, status, code) => {
  const answer = await bellwire.native.ask(method, path);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(answer.body.requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(await everything()).toEqual(before);
});

it('changes nothing of a webhook that it refuses to change', async () => {
  const receiver = await organization.receiver();
  const path = `/webhooks/${receiver.webhook.id}`;
  const kept = await organization.native.done('GET', path);
  const bad = { name: 'New name', url: 'http://10.0.0.1/', settings: { encoding: 'form' } };
  expect((await organization.native.ask('PATCH', path, bad)).status).toBe(400);
  expect((await organization.native.ask('PATCH', path, { name: 'New name', version: 7 })).status).toBe(409);
  expect(await organization.native.done('GET', path)).toEqual(kept);
  await organization.member();
  expect((await receiver.waitForCount(1))[0]!.headers['content-type']).toBe('application/json');
});
