import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestBellwire, type TestOrganization, type TestReceiver } from '../harness/bellwire.ts';
import { request } from '../harness/http-client.ts';
import { askForToken } from '../harness/v3-client.ts';

const bellwire = await startTestBellwire();
let organization: TestOrganization;
let receiver: TestReceiver;
let before: Awaited<ReturnType<TestOrganization['saved']>>;
let ids: { member: string; application: string; theirs: string };

beforeAll(async () => {
  organization = await bellwire.organization();
  const other = await bellwire.organization();
  const { member, application } = await organization.family();
  ids = { member: member.id, application: application.id, theirs: (await other.member()).id };
  receiver = await organization.receiver();
  before = await organization.saved();
});

afterAll(async () => {
  // Nothing of all this was told to anybody: the first call is about what comes now.
  await organization.member({ username: 'marker' });
  const [first] = await receiver.waitForCount(1);
  expect(JSON.parse(first!.body).username).toBe('marker');
});

const nobody = '00000000-0000-7000-8000-000000000000';
const sound = { username: 'new', email: 'new@example.com', displayName: 'New' };
const at = (path: string) =>
  path.replace('{member}', ids.member).replace('{app}', ids.application).replace('{theirs}', ids.theirs);

describe('V3', () => {
  it.each([
    ['an unknown field', { ...sound, nickname: 'x' }, 400, 'nickname', 'is not a known property'],
    ['a field of V2', { ...sound, display_name: 'x' }, 400, 'display_name', 'is not a known property'],
    ['a number for text', { ...sound, username: 7 }, 400, 'username', 'must be a string'],
    ['an object for text', { ...sound, phone: { a: 1 } }, 400, 'phone', 'must be a string'],
    ['a list for text', { ...sound, phone: ['1'] }, 400, 'phone', 'must be a string'],
    ['a long username', { ...sound, username: 'a'.repeat(256) }, 400, 'username', 'must be at most 255'],
    ['no email', { username: 'new', displayName: 'New' }, 400, 'email', 'is required'],
    ['a blank username', { ...sound, username: '' }, 400, 'username', 'is required'],
    ['null for a username', { ...sound, username: null }, 400, 'username', 'is required'],
    ['no address', { ...sound, email: 'joe' }, 400, 'email', 'must be an e-mail address'],
    ['a status that there is not', { ...sound, areaStatus: 'sleepy' }, 400, 'areaStatus', 'must be one of'],
    ['a NUL', { ...sound, phone: 'a\u0000b' }, 400, 'phone', 'U+0000'],
    ['half a surrogate pair', { ...sound, phone: '\ud83d' }, 400, 'phone', 'well-formed'],
    ['a taken username', { ...sound, username: 'joe1' }, 409, 'username', ''],
    ['roles that are not there', { ...sound, roles: [{ id: nobody }] }, 400, 'roles', 'does not exist'],
  ])('refuses %s by the property', async (_name, body, status, property, message) => {
    const answer = await organization.v3.ask('POST', '/members', body);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ errors: [{ property, message: expect.stringContaining(message) }] });
    expect(await organization.saved()).toEqual(before);
  });

  it.each([
    ['a missing parent', 'POST', '/applications/{app}/packageKeys', { package: { id: nobody } }, 400, 'plan'],
    [
      'a parent that is none',
      'POST',
      '/applications/{app}/packageKeys',
      { package: { id: 'x' }, plan: 'y' },
      400,
      'package',
    ],
    ['a long name', 'PUT', '/applications/{app}', { name: 'a'.repeat(128) }, 400, 'name'],
    ['a text for a number', 'POST', '/packages', { name: 'P', keyLength: '24' }, 400, 'keyLength'],
    ['a text for yes or no', 'PUT', '/applications/{app}', { ads: 'yes' }, 400, 'ads'],
    ['a fraction', 'POST', '/packages', { name: 'P', keyLength: 24.5 }, 400, 'keyLength'],
    ['a way back to waiting', 'PUT', '/members/{member}', { areaStatus: 'waiting' }, 400, 'areaStatus'],
  ])('refuses %s', async (_name, method, path, body, status, property) => {
    const answer = await organization.v3.ask(method, at(path), body);
    expect(answer.status).toBe(status);
    expect(answer.body.errors.map((error: { property: string }) => error.property)).toContain(property);
    expect(await organization.saved()).toEqual(before);
  });

  const json = { 'content-type': 'application/json' };
  it.each([
    ['broken JSON', 'POST', '/members', '{"username":', json, 400],
    ['JSON that is no object', 'POST', '/members', '[1]', json, 400],
    ['an own __proto__', 'POST', '/members', `{"__proto__":{"username":"a"}}`, json, 400],
    [
      'a form',
      'POST',
      '/members',
      'username=a',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
    ],
    ['a body without a type', 'POST', '/members', '{}', { 'content-type': 'text/plain' }, 415],
    ['a body of two megabytes', 'POST', '/members', `"${'a'.repeat(2_000_000)}"`, json, 413],
    ['an unknown route', 'GET', '/nothing', undefined, {}, 404],
    ['a method that there is not', 'DELETE', '/members', undefined, {}, 405],
    ['a creation at the wrong address', 'POST', '/applications', '{"name":"x"}', json, 405],
    ['an object that is not there', 'PUT', `/members/${nobody}`, '{}', json, 404],
    ['an id that is none', 'GET', '/members/..%2f..%2fetc', undefined, {}, 404],
    ['an id of another organization', 'PUT', '/members/{theirs}', '{"phone":"1"}', json, 404],
    ['a parent that is not there', 'POST', `/members/${nobody}/applications`, '{"name":"x"}', json, 404],
    ['a parent of another organization', 'POST', '/members/{theirs}/applications', '{"name":"x"}', json, 404],
  ] as const)('answers %s with its error code', async (_name, method, path, body, headers, status) => {
    const answer = await organization.v3.ask(method, at(path), body, headers);
    expect(answer.status).toBe(status);
    if (answer.body.errors === undefined) {
      expect(answer.body).toEqual({ errorCode: status, errorMessage: expect.stringMatching(/^[A-Z].*\.$/) });
    }
    expect(await organization.saved()).toEqual(before);
  });

  it.each([
    ['limit=0'],
    ['limit=1001'],
    ['offset=-1'],
    ['filter=nothing:x'],
    ['sort=nothing'],
    ['sort=username:up'],
  ])('refuses the list %s', async (query) => {
    const answer = await organization.v3.ask('GET', `/members?${query}`);
    expect(answer.status).toBe(400);
  });

  it.each([
    ['no token', {}],
    ['a wrong token', { authorization: 'Bearer bwt_wrong' }],
    ['a token of another kind', { authorization: 'Basic am9lOnNlY3JldA==' }],
  ])('answers %s with 401', async (_name, headers) => {
    const answer = await request(`${bellwire.url}/mashery/v3/rest/members`, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body: sound,
    });
    expect([answer.status, answer.body.errorCode]).toEqual([401, 401]);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    expect(await organization.saved()).toEqual(before);
  });
});

describe('the token address of V3', () => {
  const form = () => ({ grant_type: 'client_credentials', scope: organization.id });

  it.each([
    ['a wrong secret', { secret: 'wrong' }, {}, 401, 'invalid_client'],
    ['an unknown key', { apiKey: 'nobody' }, {}, 401, 'invalid_client'],
    ['another area', {}, { scope: nobody }, 400, 'invalid_scope'],
    ['no grant', {}, { grant_type: '' }, 400, 'invalid_request'],
    ['an unknown grant', {}, { grant_type: 'magic' }, 400, 'unsupported_grant_type'],
    [
      'a wrong password',
      {},
      { grant_type: 'password', username: 'joe', password: 'x' },
      400,
      'invalid_grant',
    ],
    [
      'a refresh token that never was',
      {},
      { grant_type: 'refresh_token', refresh_token: 'bwt_x' },
      400,
      'invalid_grant',
    ],
  ])('refuses %s', async (_name, client, change, status, error) => {
    const answer = await askForToken(bellwire.url, { ...organization, ...client }, { ...form(), ...change });
    expect([answer.status, answer.body.error]).toEqual([status, error]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['JSON', { body: { grant_type: 'client_credentials' } }, 400],
    ['too much', { body: new URLSearchParams({ scope: 'a'.repeat(2_000_000) }) }, 413],
  ])('refuses %s', async (_name, { body }, status) => {
    const basic = Buffer.from(`${organization.apiKey}:${organization.secret}`).toString('base64');
    const headers = { authorization: `Basic ${basic}` };
    const url = `${bellwire.url}/mashery/v3/token`;
    const answer = await request(url, { method: 'POST', headers, body });
    expect([answer.status, answer.body.error]).toEqual([status, 'invalid_request']);
  });
});
