import { beforeAll, describe, expect, it } from 'vitest';
import { testApi } from '../../../test/harness/native-api.ts';
import { createRetention } from '../../pipeline/log/retention.ts';

const api = await testApi();
const { call, clock } = api;
const { database } = api.accessServices;
const acme = '/api/v1/organizations/acme';

async function done(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
  token?: string,
) {
  const answer = await call(method, path, {
    ...(body !== undefined && { body }),
    ...(token !== undefined && { token }),
  });
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer.body;
}
const list = async (path: string, token?: string) => {
  const answer = await call('GET', path, token === undefined ? {} : { token });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const entries = async (query = '') => (await list(`${acme}/audit-entries${query}`)).items;
const actions = async (query = '') => (await entries(query)).map(({ action }: { action: string }) => action);

let organizationId: string;
beforeAll(async () => {
  organizationId = (
    await done('POST', '/api/v1/organizations', { key: 'acme', name: 'Acme', dialect: 'small' })
  ).id;
  await done('POST', '/api/v1/organizations', { key: 'other', name: 'Other', dialect: 'small' });
});
const webhook = (body: object = {}) =>
  done('POST', `${acme}/webhooks`, { name: 'Billing', url: 'https://a.example/hook', ...body });

describe('an entry', () => {
  it('says who did what, to what, when, and what changed', async () => {
    const { id } = await webhook();
    clock.move(1000);
    const { token, ...made } = await done('POST', '/api/v1/tokens', {
      name: 'ana',
      role: 'editor',
      organizations: ['acme'],
    });
    await done('PATCH', `${acme}/webhooks/${id}`, { url: 'https://b.example/hook', enabled: false }, token);
    expect((await entries(`?targetId=${id}&limit=2`)).reverse()).toEqual([
      {
        id: expect.any(String),
        organizationId,
        at: clock.now().toISOString(),
        actor: { kind: 'token', id: made.id, name: 'ana' },
        action: 'webhook.disabled',
        target: { type: 'webhook', id, name: 'Billing' },
        details: {},
      },
      {
        id: expect.any(String),
        organizationId,
        at: clock.now().toISOString(),
        actor: { kind: 'token', id: made.id, name: 'ana' },
        action: 'webhook.updated',
        target: { type: 'webhook', id, name: 'Billing' },
        details: { changes: { url: { from: 'https://a.example/hook', to: 'https://b.example/hook' } } },
      },
    ]);
  });

  it('is not written of what was refused, nor of what changed nothing', async () => {
    const { id } = await webhook();
    const before = await actions('?limit=200');
    expect((await call('PATCH', `${acme}/webhooks/${id}`, { body: { url: 'ftp://a' } })).status).toBe(400);
    expect((await call('DELETE', `${acme}/webhooks/${organizationId}`)).status).toBe(404);
    const again = { key: 'acme', name: 'Again', dialect: 'small' };
    expect((await call('POST', '/api/v1/organizations', { body: again })).status).toBe(409);
    await done('PATCH', acme, { name: 'Acme' });
    await done('PATCH', `${acme}/webhooks/${id}`, { name: 'Billing' });
    expect(await actions('?limit=200')).toEqual(before);
  });

  it('of a token that is revoked twice is written once', async () => {
    const { id } = await done('POST', '/api/v1/tokens', {
      name: 'x',
      role: 'viewer',
      organizations: ['acme'],
    });
    await done('DELETE', `/api/v1/tokens/${id}`);
    await done('DELETE', `/api/v1/tokens/${id}`);
    expect(await actions(`?targetId=${id}`)).toEqual(['token.revoked', 'token.created']);
  });

  it('of a token stands in each organization that it reaches, and names none of the others', async () => {
    const organizations = ['acme', 'other'];
    const { id } = await done('POST', '/api/v1/tokens', { name: 'both', role: 'viewer', organizations });
    for (const key of organizations) {
      const { items } = await list(`/api/v1/organizations/${key}/audit-entries?targetId=${id}`);
      expect(items).toMatchObject([{ action: 'token.created', target: { name: 'both' } }]);
      expect(items[0].details).toEqual({ role: 'viewer', expiresAt: null });
    }
  });

  it('holds nothing that was secret', async () => {
    const hush = 'hush-hush-hush';
    const { id, secret } = await webhook({
      headers: { 'x-key': `${hush}-1` },
      credentials: { type: 'basic', username: hush, password: `${hush}-2` },
    });
    await done('PATCH', `${acme}/webhooks/${id}`, {
      headers: { 'x-key': `${hush}-3` },
      credentials: { type: 'bearer', token: `${hush}-4` },
    });
    const rotated = await done('POST', `${acme}/webhooks/${id}/rotate-secret`, {});
    const credential = { kind: 'user', identifier: 'ana@example.com', password: `${hush}-5`, role: 'viewer' };
    await done('POST', `${acme}/credentials`, credential);
    const { token } = await done('POST', '/api/v1/tokens', { name: 'y', role: 'viewer' });
    const key = await done('POST', `${acme}/credentials`, { kind: 'api-key', role: 'viewer' });
    const { rows } = { rows: await database.query({ text: 'select * from audit_entries' }) };
    const all = JSON.stringify(rows);
    expect(all).toContain('webhook.secret-rotated');
    for (const text of [hush, secret, rotated.secret, token, key.secret]) expect(all).not.toContain(text);
  });
});

describe('an act and its entry', () => {
  it('are saved both or neither', async () => {
    const { id } = await webhook();
    const { id: tokenId } = await done('POST', '/api/v1/tokens', { name: 'z', role: 'viewer' });
    const credential = await done('POST', `${acme}/credentials`, { kind: 'api-key', role: 'viewer' });
    const tables = ['webhooks', 'tokens', 'credentials', 'organizations', 'event_types'];
    const saved = async () => {
      const rows = await Promise.all(
        tables.map((table) => database.query({ text: `select * from ${table} order by 2, 1` })),
      );
      return JSON.stringify(rows.flat().map((row) => ({ ...row, last_used_at: null })));
    };
    const before = await saved();
    await database.query({
      text: `
        create function refuse() returns trigger language plpgsql as $$ begin raise 'no audit'; end $$;
        create trigger refuse before insert on audit_entries for each row execute function refuse()`,
    });
    try {
      const schema = { type: 'object' };
      const acts = [
        ['POST', '/api/v1/organizations', { key: 'third', name: 'Third', dialect: 'small' }],
        ['PATCH', acme, { name: 'Changed' }],
        ['DELETE', '/api/v1/organizations/other?confirm=other'],
        ['POST', '/api/v1/tokens', { name: 'never', role: 'viewer' }],
        ['DELETE', `/api/v1/tokens/${tokenId}`],
        ['POST', `${acme}/credentials`, { kind: 'api-key', role: 'viewer' }],
        ['DELETE', `${acme}/credentials/${credential.id}`],
        ['POST', `${acme}/webhooks`, { name: 'Never', url: 'https://c.example' }],
        ['PATCH', `${acme}/webhooks/${id}`, { name: 'Never' }],
        ['POST', `${acme}/webhooks/${id}/rotate-secret`, {}],
        ['DELETE', `${acme}/webhooks/${id}`],
        ['PUT', `${acme}/event-types/a.b`, { schema }],
      ] as const;
      for (const [method, path, body] of acts) {
        const { status } = await call(method, path, body === undefined ? {} : { body });
        expect([method, path, status]).toEqual([method, path, 500]);
      }
    } finally {
      await database.query({ text: 'drop trigger refuse on audit_entries' });
    }
    expect(await saved()).toBe(before);
  });
});

describe('the list', () => {
  it('is narrowed by action, actor, target and time, and turned in pages', async () => {
    clock.move(1000);
    const from = clock.now().toISOString();
    const one = await webhook({ name: 'One' });
    const two = await webhook({ name: 'Two' });
    clock.move(1000);
    const later = clock.now().toISOString();
    await done('DELETE', `${acme}/webhooks/${one.id}`);

    expect(await actions(`?from=${from}`)).toEqual(['webhook.removed', 'webhook.created', 'webhook.created']);
    expect(await actions(`?from=${from}&to=${later}`)).toEqual(['webhook.created', 'webhook.created']);
    expect(await actions(`?from=${from}&action=webhook.removed`)).toEqual(['webhook.removed']);
    const several = '&action=webhook.removed&action=webhook.created';
    expect(await actions(`?from=${from}${several}&targetId=${two.id}`)).toEqual(['webhook.created']);
    expect(await actions('?targetType=organization')).toEqual(['organization.created']);

    const me = (await list('/api/v1/me')).actor;
    expect(await actions(`?from=${from}&actor=${me}`)).toHaveLength(3);
    expect(await actions(`?from=${from}&actor=token:${organizationId}`)).toEqual([]);
    expect(await actions(`?from=${from}&actor=bellwire`)).toEqual([]);

    const first = await list(`${acme}/audit-entries?from=${from}&limit=2`);
    const next = await list(`${acme}/audit-entries?from=${from}&limit=2&before=${first.older}`);
    expect([first.items.length, next.items.length, next.older]).toEqual([2, 1, null]);
    const back = await list(`${acme}/audit-entries?from=${from}&limit=2&after=${next.newer}`);
    expect(back.items).toEqual(first.items);
  });

  it.each([
    'action=webhook.burnt',
    'actor=ada',
    'actor=token:1',
    'targetType=a%20b',
    'from=yesterday',
    'limit=0',
    'who=me',
  ])('answers 400 to ?%s', async (query) => {
    expect((await call('GET', `${acme}/audit-entries?${query}`)).status).toBe(400);
  });

  it('is for administrators, each for their own organizations', async () => {
    const tokenOf = async (role: string, organizations: string[] | null) =>
      (await done('POST', '/api/v1/tokens', { name: role, role, organizations })).token as string;
    const statusOf = async (path: string, token: string) => (await call('GET', path, { token })).status;
    for (const role of ['editor', 'publisher', 'viewer']) {
      expect(await statusOf(`${acme}/audit-entries`, await tokenOf(role, null))).toBe(403);
      expect(await statusOf('/api/v1/audit-entries', await tokenOf(role, null))).toBe(403);
    }
    const insider = await tokenOf('administrator', ['acme']);
    expect(await statusOf(`${acme}/audit-entries`, insider)).toBe(200);
    expect(await statusOf('/api/v1/organizations/other/audit-entries', insider)).toBe(404);
    expect(await statusOf('/api/v1/audit-entries', insider)).toBe(403);
  });

  it('of the installation has what concerns it, and every organization, also one that is gone', async () => {
    const { id } = await done('POST', '/api/v1/organizations', {
      key: 'gone',
      name: 'Gone',
      dialect: 'small',
    });
    await done('POST', '/api/v1/tokens', { name: 'all', role: 'viewer' });
    await done('DELETE', '/api/v1/organizations/gone?confirm=gone');
    const { items } = await list('/api/v1/audit-entries?limit=3');
    expect(items).toMatchObject([
      {
        action: 'organization.removed',
        organizationId: id,
        target: { id, name: 'Gone' },
        details: { key: 'gone' },
      },
      { action: 'token.created', organizationId: null, target: { name: 'all' } },
      { action: 'organization.created', organizationId: id },
    ]);
    const first = await list('/api/v1/audit-entries?actor=bellwire');
    expect(first.items).toMatchObject([
      {
        action: 'token.created',
        actor: { kind: 'bellwire', id: null },
        target: { name: 'first administrator' },
      },
    ]);
  });
});

it('is kept for as long as the setting says', async () => {
  const auditDays = 30;
  const { log } = api;
  const retention = createRetention({ database, clock, log, defaultDays: 7, usageDays: 100, auditDays });
  const before = await entries('?limit=200');
  clock.move((auditDays - 1) * 86_400_000);
  await webhook({ name: 'Late' });
  await retention.sweep();
  expect(await entries('?limit=200')).toHaveLength(before.length + 1);
  clock.move(2 * 86_400_000);
  await retention.sweep();
  expect(await entries()).toMatchObject([{ action: 'webhook.created', target: { name: 'Late' } }]);
});
