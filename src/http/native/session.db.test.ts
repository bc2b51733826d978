import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testApi } from '../../../test/harness/native-api.ts';
import { createSignInLink } from '../../access/sessions/sign-in-link.ts';

const api = await testApi();
const { call, clock } = api;
const own = { 'x-bellwire-console': '1', 'sec-fetch-site': 'same-origin' };
const user = { organization: 'acme', email: 'ana@example.com', password: 'long enough' };

beforeAll(async () => {
  await call('POST', '/api/v1/organizations', { body: { key: 'acme', name: 'Acme', dialect: 'small' } });
  const { status } = await call('POST', '/api/v1/organizations/acme/credentials', {
    body: { kind: 'user', identifier: user.email, password: user.password, role: 'editor' },
  });
  expect(status).toBe(201);
});

// Wrong tries of one test are not those of the next.
beforeEach(() => clock.move(3_600_000));

const signIn = (body: object, headers: Record<string, string> = own) =>
  call('POST', '/api/v1/session', { body, token: null, headers });

const newToken = async (role = 'viewer') =>
  (await call('POST', '/api/v1/tokens', { body: { name: `a ${role}`, role } })).body;

/** Asks with a cookie and nothing else, as a page of the console does. */
async function begin(body: object) {
  const { headers, status } = await signIn(body);
  expect(status).toBe(200);
  const cookie = String(headers['set-cookie']).split(';')[0]!;
  return (method: 'GET' | 'POST' | 'DELETE', path: string, more: { headers?: object; body?: object } = {}) =>
    call(method, path, {
      token: null,
      ...more,
      headers: JSON.parse(JSON.stringify({ ...own, cookie, ...more.headers })),
    });
}

describe('a session', () => {
  it('begins with a token, and may do what the token may', async () => {
    const { token, id } = await newToken();
    const ask = await begin({ token });
    expect(await ask('GET', '/api/v1/session')).toMatchObject({
      status: 200,
      body: {
        actor: `token:${id}`,
        name: 'a viewer',
        role: 'viewer',
        organizationIds: null,
        expiresAt: new Date(clock.nowMs() + 7 * 86_400_000).toISOString(),
      },
    });
    expect(await ask('GET', '/api/v1/organizations')).toMatchObject({ status: 200 });
    expect(await ask('POST', '/api/v1/tokens', { body: { name: 'x', role: 'viewer' } })).toMatchObject({
      status: 403,
    });
  });

  it('begins with the password of a user, for its organization alone', async () => {
    const ask = await begin(user);
    expect(await ask('GET', '/api/v1/session')).toMatchObject({
      body: {
        actor: expect.stringMatching(/^credential:/),
        name: user.email,
        role: 'editor',
        organizationIds: [expect.any(String)],
      },
    });
  });

  it('is kept by a cookie that no script reads, other sites do not send, and https alone carries where there is https', async () => {
    const { token } = await newToken();
    const plain = String((await signIn({ token })).headers['set-cookie']);
    expect(plain).toMatch(
      /^bellwire-session=bwt_[\w-]{43}; Path=\/; Expires=[^;]+GMT; HttpOnly; SameSite=Strict$/,
    );
    const https = { ...own, origin: 'https://hooks.example' };
    const secure = String((await signIn({ token }, https)).headers['set-cookie']);
    expect(secure).toMatch(
      /^__Host-bellwire-session=bwt_[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/,
    );
    const cookie = secure.split(';')[0]!;
    expect(await call('GET', '/api/v1/session', { token: null, headers: { cookie } })).toMatchObject({
      status: 200,
    });
  });

  it('is not taken from the plain cookie over https, where other hosts can plant one', async () => {
    const { token } = await newToken('administrator');
    const cookie = String((await signIn({ token })).headers['set-cookie']).split(';')[0]!;
    const over = (headers: object, method: 'GET' | 'POST' | 'DELETE' = 'GET', path = '/api/v1/session') =>
      call(method, path, {
        token: null,
        headers: { ...own, cookie, ...headers },
        ...(method === 'POST' && { body: { name: 'planted', role: 'viewer' } }),
      });
    expect(await over({ 'x-bellwire-console': 'https' })).toMatchObject({ status: 401 });
    const origin = { origin: 'https://hooks.example' };
    expect(await over(origin, 'POST', '/api/v1/tokens')).toMatchObject({ status: 401 });
    expect(await over(origin, 'DELETE')).toMatchObject({ status: 401 });
    expect(await over({})).toMatchObject({ status: 200 });

    const mine = (await newToken()).token;
    const https = { 'x-bellwire-console': 'https' };
    const set = String((await signIn({ token: mine }, { ...own, ...https })).headers['set-cookie']);
    const secure = set.split(';')[0]!;
    expect(secure).toMatch(/^__Host-/);
    expect(await over({ ...https, cookie: `${cookie}; ${secure}` })).toMatchObject({
      status: 200,
      body: { role: 'viewer' },
    });
  });

  it('is not saved as it is', async () => {
    const { token } = await newToken();
    const cookie = String((await signIn({ token })).headers['set-cookie']);
    const text = /bwt_[\w-]+/.exec(cookie)![0];
    const [found] = await api.accessServices.database.query<{ count: string }>({
      text: 'select count(*) from tokens t where t::text like $1 or hash = $2',
      values: [`%${text}%`, Buffer.from(text)],
    });
    expect(Number(found!.count)).toBe(0);
  });

  it('ends when one signs out, and its cookie goes', async () => {
    const ask = await begin({ token: (await newToken()).token });
    const { status, headers } = await ask('DELETE', '/api/v1/session');
    expect(status).toBe(204);
    for (const cookie of headers['set-cookie'] as string[])
      expect(cookie).toMatch(/Expires=Thu, 01 Jan 1970/);
    expect(await ask('GET', '/api/v1/session')).toMatchObject({ status: 401 });
  });

  it('ends with the token that it was begun with, and with the user', async () => {
    const { token, id } = await newToken();
    const ask = await begin({ token });
    await call('DELETE', `/api/v1/tokens/${id}`);
    expect(await ask('GET', '/api/v1/session')).toMatchObject({ status: 401 });

    const made = await call('POST', '/api/v1/organizations/acme/credentials', {
      body: { kind: 'user', identifier: 'bob', password: 'long enough', role: 'viewer' },
    });
    const bob = await begin({ ...user, email: 'bob' });
    expect(await bob('GET', '/api/v1/session')).toMatchObject({ status: 200 });
    await call('DELETE', `/api/v1/organizations/acme/credentials/${made.body.id}`);
    expect(await bob('GET', '/api/v1/session')).toMatchObject({ status: 401 });
  });

  it('ends no later than its token, after half a day without use, and after a week in any case', async () => {
    const expiresAt = new Date(clock.nowMs() + 3_600_000).toISOString();
    const short = await call('POST', '/api/v1/tokens', { body: { name: 's', role: 'viewer', expiresAt } });
    expect((await signIn({ token: short.body.token })).body).toMatchObject({ expiresAt });

    const { token } = await newToken();
    const idle = await begin({ token });
    clock.move(11 * 3_600_000);
    expect(await idle('GET', '/api/v1/session')).toMatchObject({ status: 200 });
    clock.move(12 * 3_600_000);
    expect(await idle('GET', '/api/v1/session')).toMatchObject({ status: 401 });

    const busy = await begin({ token });
    for (let hours = 0; hours < 7 * 24; hours += 6) {
      expect(await busy('GET', '/api/v1/session')).toMatchObject({ status: 200 });
      clock.move(6 * 3_600_000);
    }
    expect(await busy('GET', '/api/v1/session')).toMatchObject({ status: 401 });
  });
});

describe('with a session', () => {
  it.each([
    ['of another site', { 'sec-fetch-site': 'cross-site' }],
    ['of a sibling host', { 'sec-fetch-site': 'same-site' }],
    ['without the header that forms cannot send', { 'x-bellwire-console': undefined }],
  ])('a page %s changes nothing', async (_what, headers) => {
    const ask = await begin({ token: (await newToken('administrator')).token });
    const body = { name: 'forged', role: 'administrator' };
    expect(await ask('POST', '/api/v1/tokens', { body, headers })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    const { items } = (await call('GET', '/api/v1/tokens')).body;
    expect(items.map(({ name }: { name: string }) => name)).not.toContain('forged');
  });

  it('a token that is sent beside it counts, and needs no origin', async () => {
    const ask = await begin({ token: (await newToken()).token });
    const headers = { 'sec-fetch-site': 'none', authorization: `Bearer ${api.adminToken}` };
    expect(await ask('GET', '/api/v1/session', { headers })).toMatchObject({
      body: { name: 'first administrator', expiresAt: null },
    });
  });

  it('an answer of 401 does not make the browser ask for a password', async () => {
    const ask = await begin({ token: (await newToken()).token });
    await ask('DELETE', '/api/v1/session');
    expect((await ask('GET', '/api/v1/session')).headers['www-authenticate']).toBeUndefined();
  });
});

describe('signing in', () => {
  it('reads no body of another origin, and none that is longer than any way to sign in', async () => {
    const long = { token: 'a'.repeat(20_000) };
    expect(await signIn(long, {})).toMatchObject({ status: 403 });
    expect(await signIn(long)).toMatchObject({ status: 413, body: { code: 'too-large' } });
    const longest = {
      organization: 'a'.repeat(63),
      email: '\u0001'.repeat(255),
      password: '\u0001'.repeat(1024),
    };
    expect(await signIn(longest)).toMatchObject({ status: 401 });
  });

  it.each([
    ['a token that is none', { token: 'bwt_nonsense' }],
    ['a link that is none', { link: 'bwt_nonsense' }],
    ['a wrong password', { ...user, password: 'not this one' }],
    ['an unknown user', { ...user, email: 'eve@example.com' }],
    ['an organization that is not there', { ...user, organization: 'absent' }],
    ['what a database cannot hold', { ...user, email: 'a\u0000b' }],
  ])('is refused for %s', async (_what, body) => {
    expect(await signIn(body)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  });

  it('is refused for what a session, an access token or a removed token would bring', async () => {
    const { token, id } = await newToken();
    const text = /bwt_[\w-]+/.exec(String((await signIn({ token })).headers['set-cookie']))![0];
    expect(await signIn({ token: text })).toMatchObject({ status: 401 });
    await call('DELETE', `/api/v1/tokens/${id}`);
    expect(await signIn({ token })).toMatchObject({ status: 401 });
  });

  it('is refused from another origin, so that nobody is signed in as somebody else unawares', async () => {
    const { token } = await newToken();
    for (const headers of [{ ...own, 'sec-fetch-site': 'cross-site' }, {}]) {
      const { status, headers: answered } = await signIn({ token }, headers as Record<string, string>);
      expect({ status, cookie: answered['set-cookie'] }).toEqual({ status: 403, cookie: undefined });
    }
  });

  it('has to wait after five wrong passwords, also with the right one, and only under that name', async () => {
    for (let i = 0; i < 5; i += 1) await signIn({ ...user, password: 'wrong password' });
    expect(await signIn(user)).toMatchObject({
      status: 429,
      headers: { 'retry-after': '30' },
      body: { code: 'throttled', detail: 'Too many tries. Again in 30 s.' },
    });
    expect(await signIn({ token: (await newToken()).token })).toMatchObject({ status: 200 });
    clock.move(30_000);
    expect(await signIn(user)).toMatchObject({ status: 200 });
  });

  it('has to wait after twenty wrong tries from an IPv6 network, from whichever of its addresses', async () => {
    const tryFrom = async (remoteAddress: string) => {
      const body = { token: 'bwt_wrong' };
      const request = { method: 'POST', url: '/api/v1/session', headers: own, payload: body } as const;
      return (await api.app.inject({ ...request, remoteAddress })).statusCode;
    };
    for (let host = 1; host <= 20; host += 1) expect(await tryFrom(`2001:db8:1:2:${host}::1`)).toBe(401);
    expect(await tryFrom('2001:db8:1:2:ffff::1')).toBe(429);
    expect(await tryFrom('2001:db8:1:3::1')).toBe(401);
  });

  it('is the same user by whichever name the organization is called', async () => {
    const { id, number } = (await call('GET', '/api/v1/organizations/acme')).body;
    for (const organization of ['acme', id, id.toUpperCase(), `${number}`, 'acme']) {
      expect(await signIn({ ...user, organization, password: 'wrong password' })).toMatchObject({
        status: 401,
      });
    }
    for (const organization of ['acme', id, id.toUpperCase(), `${number}`]) {
      expect(await signIn({ ...user, organization })).toMatchObject({ status: 429 });
    }
  });

  it('is refused with the fields that are wrong', async () => {
    for (const body of [
      {},
      { token: '' },
      { token: 'x', link: 'y' },
      { ...user, password: 7 },
      { ...user, organization: 'a'.repeat(64) },
    ]) {
      expect(await signIn(body)).toMatchObject({ status: 400, body: { code: 'invalid' } });
    }
  });
});

describe('a one-time link', () => {
  it('signs in once, as an administrator who is listed and can be revoked', async () => {
    const link = await createSignInLink(api.accessServices);
    const ask = await begin({ link });
    expect(await signIn({ link })).toMatchObject({ status: 401 });
    const { body } = await ask('GET', '/api/v1/session');
    expect(body).toMatchObject({ role: 'administrator', name: 'sign-in link', organizationIds: null });
    const [, id] = body.actor.split(':');
    expect(await call('DELETE', `/api/v1/tokens/${id}`)).toMatchObject({ status: 204 });
    expect(await ask('GET', '/api/v1/session')).toMatchObject({ status: 401 });
  });

  it('signs in one of two who bring it at once', async () => {
    const link = await createSignInLink(api.accessServices);
    const answers = await Promise.all([signIn({ link }), signIn({ link })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('is good for ten minutes, and is no token', async () => {
    const link = await createSignInLink(api.accessServices);
    expect(await call('GET', '/api/v1/me', { token: link })).toMatchObject({ status: 401 });
    clock.move(600_000);
    expect(await signIn({ link })).toMatchObject({ status: 401 });
  });

  it('does not outlive the token that it hangs on', async () => {
    const link = await createSignInLink(api.accessServices);
    const [newest] = (await call('GET', '/api/v1/tokens')).body.items;
    await call('DELETE', `/api/v1/tokens/${newest.id}`);
    expect(await signIn({ link })).toMatchObject({ status: 401 });
  });
});
