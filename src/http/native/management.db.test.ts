import { beforeAll, describe, expect, it } from 'vitest';
import { testApi } from '../../../test/harness/native-api.ts';

const api = await testApi();
const { call } = api;
const acme = '/api/v1/organizations/acme';
const webhook = { name: 'Billing', url: 'https://hooks.example.com/events' };

beforeAll(async () => {
  for (const key of ['acme', 'other']) {
    const { status } = await call('POST', '/api/v1/organizations', {
      body: { key, name: key, dialect: 'small' },
    });
    expect(status).toBe(201);
  }
});

const tokenFor = async (role: string, organizations: string[] | null) =>
  (await call('POST', '/api/v1/tokens', { body: { name: role, role, organizations } })).body.token as string;

describe('organizations', () => {
  it('are made, read, changed, listed and removed', async () => {
    const body = { key: 'whole-life', name: 'Whole', dialect: 'small', settings: { customFields: {} } };
    const created = await call('POST', '/api/v1/organizations', { body });
    expect(created).toMatchObject({ status: 201, headers: { location: '/api/v1/organizations/whole-life' } });
    const path = '/api/v1/organizations/whole-life';
    expect(await call('GET', path)).toMatchObject({ status: 200, body: created.body });
    const patched = await call('PATCH', path, { body: { name: 'Renamed', settings: { retentionDays: 30 } } });
    const settings = { customFields: {}, retentionDays: 30 };
    expect(patched).toMatchObject({ status: 200, body: { name: 'Renamed', settings } });
    expect(await call('PATCH', path, { body: { settings: { retentionDays: 3651 } } })).toMatchObject({
      status: 400,
    });
    expect((await call('GET', '/api/v1/organizations?limit=1')).body.items).toEqual([patched.body]);
    expect(await call('DELETE', path)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/confirm' }] },
    });
    expect(await call('DELETE', `${path}?confirm=whole-life`)).toMatchObject({ status: 204, text: '' });
    expect(await call('GET', path)).toMatchObject({ status: 404 });
  });

  it('are refused with the field that is wrong', async () => {
    const body = { key: 'acme', name: 'Acme', dialect: 'small' };
    expect(await call('POST', '/api/v1/organizations', { body })).toMatchObject({
      status: 409,
      body: { code: 'duplicate', errors: [{ pointer: '/key', detail: 'is taken' }] },
    });
  });
});

describe('what one may not see', () => {
  it('is answered like what is not there, on every path of an organization', async () => {
    const token = await tokenFor('administrator', ['other']);
    const id = (await call('POST', `${acme}/webhooks`, { body: webhook })).body.id;
    const paths = [
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', '?confirm=acme'],
      ['GET', '/webhooks'],
      ['POST', '/webhooks'],
      ['GET', `/webhooks/${id}`],
      ['PATCH', `/webhooks/${id}`],
      ['DELETE', `/webhooks/${id}`],
      ['POST', `/webhooks/${id}/rotate-secret`],
      ['GET', '/credentials'],
      ['GET', '/events'],
      ['GET', `/events/${id}`],
      ['GET', '/deliveries'],
      ['POST', `/deliveries/${id}/resend`],
      ['GET', '/attempts'],
      ['POST', `/objects/member/${id}/erase-log`],
    ] as const;
    for (const [method, path] of paths) {
      const options = {
        token,
        ...(method === 'PATCH' && { body: {} }),
        ...(method === 'POST' && { body: webhook }),
      };
      // A body that fits only one of the paths must not tell either.
      if (path.endsWith('rotate-secret') || path.endsWith('resend') || path.endsWith('log'))
        options.body = undefined as never;
      const [hidden, absent] = [
        await call(method, `${acme}${path}`, options),
        await call(method, `/api/v1/organizations/absent${path}`, options),
      ];
      expect(hidden.status, `${method} ${path}`).toBe(404);
      expect({ ...hidden.body, requestId: '' }).toEqual({ ...absent.body, requestId: '' });
    }
    expect(await call('GET', `${acme}/webhooks/${id}`)).toMatchObject({ status: 200 });
  });

  it('is left out of lists', async () => {
    const token = await tokenFor('viewer', ['other']);
    const { body } = await call('GET', '/api/v1/organizations', { token });
    expect(body.items.map(({ key }: { key: string }) => key)).toEqual(['other']);
    expect(await call('GET', '/api/v1/me', { token })).toMatchObject({
      status: 200,
      body: { role: 'viewer', organizationIds: [body.items[0].id] },
    });
  });
});

describe('what a role does not allow', () => {
  it('is refused, and nothing is saved', async () => {
    const [viewer, publisher] = [await tokenFor('viewer', ['acme']), await tokenFor('publisher', ['acme'])];
    const before = (await call('GET', `${acme}/webhooks`)).body;
    for (const [method, path, token] of [
      ['POST', `${acme}/webhooks`, viewer],
      ['GET', `${acme}/webhooks`, publisher],
      ['GET', `${acme}/events`, publisher],
      ['GET', `${acme}/credentials`, viewer],
      ['GET', '/api/v1/tokens', viewer],
    ] as const) {
      const options = method === 'POST' ? { token, body: webhook } : { token };
      expect(await call(method, path, options), path).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      });
    }
    expect((await call('GET', `${acme}/webhooks`)).body).toEqual(before);
  });

  it('is nothing at all without a token, or with one that was revoked', async () => {
    const made = await call('POST', '/api/v1/tokens', { body: { name: 'x', role: 'viewer' } });
    const token = made.body.token as string;
    expect(await call('GET', '/api/v1/me', { token })).toMatchObject({ status: 200 });
    expect(await call('DELETE', `/api/v1/tokens/${made.body.id}`)).toMatchObject({ status: 204 });
    for (const wrong of [token, null, 'bwt_wrong']) {
      expect(await call('GET', '/api/v1/me', { token: wrong })).toMatchObject({ status: 401 });
    }
  });
});

describe('webhooks', () => {
  it('are made, read, changed, rotated, listed and removed', async () => {
    const created = await call('POST', `${acme}/webhooks`, { body: webhook });
    const { secret, ...view } = created.body;
    const path = `${acme}/webhooks/${view.id}`;
    expect(created).toMatchObject({ status: 201, headers: { location: path, etag: '"1"' } });
    expect(await call('GET', path)).toMatchObject({ status: 200, body: view, headers: { etag: '"1"' } });
    expect((await call('GET', `${acme}/webhooks`)).body.items).toContainEqual(view);
    const off = await call('PATCH', path, { body: { enabled: false }, headers: { 'if-match': '"1"' } });
    expect(off).toMatchObject({
      status: 200,
      body: { enabled: false, version: 2 },
      headers: { etag: '"2"' },
    });
    for (const stale of [{ headers: { 'if-match': '"1"' }, body: {} }, { body: { version: 1 } }]) {
      expect(await call('PATCH', path, stale)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    }
    expect(await call('PATCH', path, { headers: { 'if-match': 'x' }, body: {} })).toMatchObject({
      status: 400,
    });
    const rotated = await call('POST', `${path}/rotate-secret`);
    expect(rotated).toMatchObject({ status: 200, body: { version: 3, signingSecrets: [{}, {}] } });
    expect(rotated.body.secret).not.toBe(secret);
    const stale = { headers: { 'if-match': '"2"' } };
    expect(await call('DELETE', path, stale)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(await call('DELETE', path, { headers: { 'if-match': '"3"' } })).toMatchObject({ status: 204 });
    expect(await call('DELETE', path)).toMatchObject({ status: 404 });
  });

  it('are refused where their settings are nested without end, as are schemas of event types', async () => {
    const { id } = (await call('POST', `${acme}/webhooks`, { body: webhook })).body;
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    for (const [method, path, field] of [
      ['PATCH', `${acme}/webhooks/${id}`, 'settings'],
      ['PUT', `${acme}/event-types/deep`, 'schema'],
    ] as const) {
      const headers = { 'content-type': 'application/json' };
      const answer = await call(method, path, { body: `{"${field}":${deep}}`, headers });
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } });
      expect(answer.body.errors[0].pointer).toMatch(`/${field}/a/a`);
    }
    expect(await call('DELETE', `${acme}/webhooks/${id}`)).toMatchObject({ status: 204 });
  });

  it('are refused with the pointers of what is wrong, for the kind of credentials that was meant', async () => {
    const body = {
      ...webhook,
      credentials: { type: 'basic', username: 'a', token: 'b' },
      policy: { jitter: 7 },
      enabled: 'yes',
    };
    const { status, body: problem } = await call('POST', `${acme}/webhooks`, { body });
    expect(status).toBe(400);
    expect(problem.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/credentials/password',
      '/credentials/token',
      '/enabled',
      '/policy/jitter',
    ]);
  });
});

describe('secrets', () => {
  it('are shown where they are made and nowhere after, neither by the API nor in the log', async () => {
    const token = (await call('POST', '/api/v1/tokens', { body: { name: 'x', role: 'viewer' } })).body.token;
    const made = await call('POST', `${acme}/webhooks`, {
      body: {
        ...webhook,
        credentials: { type: 'bearer', token: 'bearer-secret' },
        headers: { 'x-key': 'header-secret' },
      },
    });
    const key = await call('POST', `${acme}/credentials`, { body: { kind: 'api-key', role: 'viewer' } });
    const user = { kind: 'user', identifier: 'ana', password: 'user-secret', role: 'viewer' };
    await call('POST', `${acme}/credentials`, { body: user });
    const answers = [
      await call('GET', '/api/v1/tokens'),
      await call('GET', `${acme}/webhooks`),
      await call('PATCH', `${acme}/webhooks/${made.body.id}`, { body: { name: 'Renamed' } }),
      await call('GET', `${acme}/credentials`),
    ];
    const everything = [...answers.map(({ text }) => text), JSON.stringify(api.log.lines)].join('\n');
    const hidden = [
      token,
      made.body.secret,
      key.body.secret,
      'bearer-secret',
      'header-secret',
      'user-secret',
    ];
    for (const secret of hidden) expect(everything).not.toContain(secret);
  });
});
