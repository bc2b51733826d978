import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestBellwire, type TestOrganization, type TestReceiver } from '../harness/bellwire.ts';
import { request } from '../harness/http-client.ts';
import { signatureAt } from '../harness/v2-client.ts';

const bellwire = await startTestBellwire();
let organization: TestOrganization;
let other: TestOrganization;
let receiver: TestReceiver;
let before: Awaited<ReturnType<TestOrganization['saved']>>;
let theirMember: { id: string };

beforeAll(async () => {
  organization = await bellwire.organization();
  other = await bellwire.organization();
  theirMember = await other.member({ username: 'theirs' });
  await organization.family();
  receiver = await organization.receiver();
  before = await organization.saved();
});

afterAll(async () => {
  // Nothing of all this was told to anybody: the first call is about what comes now.
  await organization.member({ username: 'marker' });
  const [first] = await receiver.waitForCount(1);
  expect(JSON.parse(first!.body).username).toBe('marker');
});

const sound = { username: 'new', email: 'new@example.com', display_name: 'New' };

it.each([
  ['a number for text', { ...sound, username: 7 }, 'username', 'must be a string'],
  ['an object for text', { ...sound, phone: { a: 1 } }, 'phone', 'must be a string'],
  ['a long username', { ...sound, username: 'a'.repeat(256) }, 'username', 'must be at most 255'],
  ['no address', { ...sound, email: 'joe' }, 'email', 'must be an e-mail address'],
  ['a status that there is not', { ...sound, area_status: 'sleepy' }, 'area_status', 'must be one of'],
  ['a long password', { ...sound, passwd_new: 'a'.repeat(33) }, 'passwd_new', 'must be at most 32'],
  ['a NUL', { ...sound, phone: 'a\u0000b' }, 'phone', 'U+0000'],
])('refuses %s with 1000', async (_name, member, field, message) => {
  const answer = await organization.v2.ask('member.create', member);
  expect([answer.status, answer.body.error]).toEqual([
    400,
    { code: 1000, message: 'Invalid Object', data: [{ field, message: expect.stringContaining(message) }] },
  ]);
  expect(await organization.saved()).toEqual(before);
});

it.each([
  ['no email', 'member.create', { username: 'new', display_name: 'New' }, 'email'],
  ['no name', 'application.create', { member: { username: 'joe1' } }, 'name'],
  ['no parent', 'application.create', { name: 'Maps' }, 'member'],
  ['no service', 'key.create', { member: { username: 'joe1' } }, 'service'],
  ['nothing to update', 'member.update', { external_id: 'x' }, 'username'],
])('answers %s with 1002', async (_name, method, param, field) => {
  const answer = await organization.v2.ask(method, param);
  expect([answer.status, answer.body.error]).toMatchObject([
    400,
    { code: 1002, message: `Field "${field}" is required` },
  ]);
  expect(await organization.saved()).toEqual(before);
});

it.each([
  [
    'a parent that is not there',
    'application.create',
    { name: 'x', member: { username: 'nobody' } },
    'member',
  ],
  ['a parent of another area', 'application.create', { name: 'x', member: { username: 'theirs' } }, 'member'],
  ['an update of what is not there', 'member.update', { username: 'nobody', external_id: 'x' }, 'username'],
  ['an update of what is in another area', 'member.update', { username: 'theirs' }, 'username'],
])('answers %s with 1000', async (_name, method, param, field) => {
  const answer = await organization.v2.ask(method, param);
  expect([answer.status, answer.body.error]).toEqual([
    400,
    { code: 1000, message: 'Invalid Object', data: [{ field, message: 'was not found' }] },
  ]);
  expect(await organization.saved()).toEqual(before);
});

it('answers a duplicate username with 1001', async () => {
  const answer = await organization.v2.ask('member.create', { ...sound, username: 'joe1' });
  expect([answer.status, answer.body.error]).toMatchObject([
    400,
    { code: 1001, message: 'Duplicate Object' },
  ]);
  expect(answer.body.error.data[0].field).toBe('username');
  expect(await organization.saved()).toEqual(before);
});

it('ignores fields that it does not know or that are not to be written, as the vendor does', async () => {
  const result = await organization.v2.result('member.validate', { ...sound, nickname: 'x', id: 9 });
  expect(result).toBe(true);
  const bent = { ...sound, username: 'odd', nickname: 'x', id: 9, object_type: 'role', created: 'then' };
  const made = await other.v2.result('member.create', bent);
  expect(made).not.toHaveProperty('nickname');
  expect(made).toMatchObject({ username: 'odd', object_type: 'member' });
  expect(made.id).not.toBe(9);
});

it.each([
  ['a signature of six minutes ago', () => ({ sig: signatureAt(organization, Date.now() - 360_000) })],
  ['a signature of six minutes ahead', () => ({ sig: signatureAt(organization, Date.now() + 360_000) })],
  [
    'a signature by another secret',
    () => ({ sig: signatureAt({ ...organization, secret: 'x' }, Date.now()) }),
  ],
  ['no signature', () => ({ sig: '' })],
  ['an unknown key', () => ({ apikey: 'nobody' })],
  ['the key of another area', () => ({ apikey: other.apiKey, sig: signatureAt(other, Date.now()) })],
])('refuses %s with 403', async (_name, change) => {
  const query = { apikey: organization.apiKey, sig: signatureAt(organization, Date.now()), ...change() };
  const answer = await request(
    `${bellwire.url}/mashery/v2/json-rpc/${organization.number}?${new URLSearchParams(query)}`,
    { method: 'POST', body: { method: 'member.create', params: [sound], id: 1 } },
  );
  expect(answer.status).toBe(403);
  expect(answer.headers.get('x-mashery-error-code')).toBe('ERR_403_NOT_AUTHORIZED');
  expect(answer.body).toEqual({ result: null, error: { code: 403, message: 'Not Authorized' }, id: null });
  expect(await organization.saved()).toEqual(before);
});

const type = { 'content-type': 'application/json' };
it.each([
  ['broken JSON', '{"method":', type, 400, -32700],
  ['nothing', '', type, 400, -32700],
  ['a form', 'method=member.create', { 'content-type': 'application/x-www-form-urlencoded' }, 400, -32700],
  ['no call', '{"params":[]}', type, 400, -32600],
  ['an empty batch', '[]', type, 400, -32600],
  ['an unknown method', '{"method":"member.explode","id":1}', type, 404, -32601],
  ['a method of every object', '{"method":"constructor.name","id":1}', type, 404, -32601],
  ['no object', '{"method":"member.create","params":["x"],"id":1}', type, 400, -32602],
  ['a query that is none', '{"method":"object.query","params":["DROP TABLE members"]}', type, 400, -32602],
  ['a body of two megabytes', `"${'a'.repeat(2_000_000)}"`, type, 413, -32600],
])('answers %s', async (_name, body, headers, status, code) => {
  const answer = await request(organization.v2.address(), { method: 'POST', headers, body });
  expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  expect(await organization.saved()).toEqual(before);
});

it('answers what is not its address with 404, and other methods with 405', async () => {
  const unknown = await request(`${bellwire.url}/mashery/v2/nothing`, { method: 'POST', body: {} });
  expect(unknown.status).toBe(404);
  const got = await request(organization.v2.address());
  expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
  expect(await organization.v2.result('member.delete', { uuid: theirMember.id })).toBeNull();
  expect((await other.v3.ask('GET', `/members/${theirMember.id}`)).status).toBe(200);
});
