import { beforeAll, describe, expect, it } from 'vitest';
import { startTestBellwire, type TestOrganization } from '../harness/bellwire.ts';
import type { NativeClient } from '../harness/native-client.ts';

const bellwire = await startTestBellwire();
let area: TestOrganization;
let native: NativeClient;

beforeAll(async () => {
  area = await bellwire.organization({ customFields: { member: ['shoe_size'] } });
  native = area.native;
});

let members = 0;
async function member(fields: object = {}) {
  members += 1;
  const body = {
    fields: {
      username: `ada${members}`,
      email: 'ada@example.com',
      display_name: `Ada ${String(members).padStart(3, '0')}`,
      ...fields,
    },
  };
  return native.done('POST', '/objects/member', body);
}

describe('the catalogue of an organization', () => {
  it('describes each type so that forms, lists and links can be made of it', async () => {
    const { dialect, types } = await native.done('GET', '/catalogue');
    expect(dialect).toBe('mashery');
    const described = types.find(({ name }: { name: string }) => name === 'member');
    expect(described).toMatchObject({
      title: 'member',
      schema: { type: 'object', properties: { username: { type: 'string' }, shoe_size: { type: 'string' } } },
      required: expect.arrayContaining(['username']),
      label: 'display_name',
      events: ['member.created', 'member.updated', 'member.deleted'],
    });
    expect(described.columns).toHaveLength(3);
    expect(described.children).toContainEqual({
      type: 'application',
      relation: 'member',
      whenParentGoes: 'remove',
    });
    const names = types.map(({ name }: { name: string }) => name);
    for (const type of types) for (const relation of type.relations) expect(names).toContain(relation.to);
  });
});

describe('an object', () => {
  it('is made, read, changed and removed, and told of like a change through its dialect', async () => {
    const receiver = await area.receiver();
    const made = await member({ shoe_size: '42' });
    expect(made).toMatchObject({ type: 'member', version: 1, label: expect.stringMatching(/^Ada/) });
    const path = `/objects/member/${made.id}`;
    expect((await area.v3.done('GET', `/members/${made.id}`)).username).toBe(made.fields.username);
    const changed = await native.done('PATCH', path, { fields: { display_name: 'Countess' }, version: 1 });
    expect(changed).toMatchObject({ version: 2, label: 'Countess', fields: { shoe_size: '42' } });
    const app = await native.done('POST', '/objects/application', {
      fields: { name: 'Umbrella' },
      links: { member: [made.id] },
    });
    expect(await native.done('GET', path)).toMatchObject({
      ...changed,
      parents: {},
      children: [{ type: 'application', relation: 'member', count: 1 }],
    });
    expect((await native.done('GET', `/objects/application/${app.id}`)).parents).toEqual({
      member: [{ type: 'member', id: made.id, label: 'Countess' }],
    });
    expect((await native.ask('DELETE', path)).status).toBe(204);
    expect((await native.ask('GET', path)).status).toBe(404);
    await receiver.waitForCount(5);
    expect(receiver.calls.map(({ url }) => new URL(url, 'http://x').searchParams.get('event'))).toEqual([
      'post-create',
      'post-update',
      'post-create',
      'post-delete',
      'post-delete',
    ]);
  });

  it('is changed and removed only at the version that was seen', async () => {
    const { id } = await member();
    const path = `/objects/member/${id}`;
    await native.done('PATCH', path, { fields: { display_name: 'First' }, version: 1 });
    const stale = await native.ask('PATCH', path, { fields: { display_name: 'Second' }, version: 1 });
    expect(stale).toMatchObject({
      status: 409,
      body: { code: 'conflict', detail: expect.stringContaining('version 2') },
    });
    expect((await native.done('GET', path)).label).toBe('First');
  });

  it('is refused with pointers to the fields and links that are wrong', async () => {
    const refused = await native.ask('POST', '/objects/application', {
      fields: { name: 7, nonsense: 'x' },
      links: { member: ['0193a5f2-6c1e-7b7a-9d2f-3e5b8c1d4f60'] },
    });
    expect(refused.status).toBe(400);
    const pointers = refused.body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(['/fields/nonsense', '/links/member']));
    const taken = await member();
    const again = await native.ask('POST', '/objects/member', { fields: taken.fields });
    expect(again).toMatchObject({ status: 409, body: { errors: [{ pointer: '/fields/username' }] } });
  });

  it('of a type that is not there is not found, whatever its name', async () => {
    for (const type of ['nothing', 'constructor', '__proto__', '%00']) {
      expect((await native.ask('GET', `/objects/${type}`)).status).toBe(404);
      expect((await native.ask('POST', `/objects/${type}`, { fields: {} })).status).toBe(404);
      expect((await native.ask('GET', `/objects/${type}/${crypto.randomUUID()}`)).status).toBe(404);
    }
    const { id } = await member();
    expect((await native.ask('GET', `/objects/application/${id}`)).status).toBe(404);
  });

  it('is only read by a viewer, and not even that by a publisher', async () => {
    const { id } = await member();
    const as = async (role: string) => {
      const { token } = await bellwire.native.done('POST', '/tokens', { name: role, role });
      return native.as(token);
    };
    const [viewer, publisher] = [await as('viewer'), await as('publisher')];
    expect((await viewer.ask('GET', `/objects/member/${id}`)).status).toBe(200);
    expect((await viewer.ask('PATCH', `/objects/member/${id}`, { fields: {} })).status).toBe(403);
    expect((await viewer.ask('DELETE', `/objects/member/${id}`)).status).toBe(403);
    for (const path of [
      '/catalogue',
      '/objects/member',
      `/objects/member/${id}`,
      `/objects/member/${id}/history`,
    ]) {
      expect([path, (await publisher.ask('GET', path)).status]).toEqual([path, 403]);
    }
  });
});

describe('a list of objects', () => {
  it.each([
    ['', (a: string, b: string) => (a < b ? 1 : -1)],
    ['&sort=display_name', (a: string, b: string) => (a < b ? -1 : 1)],
    ['&sort=-display_name', (a: string, b: string) => (a < b ? 1 : -1)],
    ['&sort=updatedAt', (a: string, b: string) => (a < b ? -1 : 1)],
  ])('is walked by pages, forth and back, without a gap or a repeat: %s', async (query, order) => {
    const own = await bellwire.organization();
    const names = ['Cora', 'ada', 'Bea', 'ada2', 'Dot', 'Eve', 'Flo'];
    for (const [index, name] of names.entries()) {
      await own.native.done('POST', '/objects/member', {
        fields: { username: `u${index}`, email: 'x@example.com', display_name: name },
      });
    }
    const all = (await own.native.done('GET', `/objects/member?limit=200${query}`)).items;
    expect(all).toHaveLength(7);
    const keys = all.map((item: { id: string; label: string }) =>
      query.includes('display') ? item.label.toLowerCase() : item.id,
    );
    expect(keys).toEqual([...keys].sort(order));
    const walked: string[] = [];
    const pages: { items: { id: string }[]; newer: string | null }[] = [];
    for (let older: string | null = ''; older !== null; ) {
      const before: string = older === '' ? '' : `&before=${older}`;
      const page = await own.native.done('GET', `/objects/member?limit=3${query}${before}`);
      pages.push(page);
      walked.push(...page.items.map(({ id }: { id: string }) => id));
      older = page.older;
    }
    expect(walked).toEqual(all.map(({ id }: { id: string }) => id));
    const back = await own.native.done('GET', `/objects/member?limit=3${query}&after=${pages[2]!.newer}`);
    expect(back.items).toEqual(pages[1]!.items);
  });

  it('is narrowed by name, by values, and by what it hangs on', async () => {
    const [one, two] = [await member({ area_status: 'active' }), await member({ area_status: 'disabled' })];
    for (const [owner, name] of [
      [one, 'Sun'],
      [one, 'Rain'],
      [two, 'Snow'],
    ]) {
      await native.done('POST', '/objects/application', { fields: { name }, links: { member: [owner.id] } });
    }
    const labels = async (path: string) =>
      (await native.done('GET', path)).items.map(({ label }: { label: string }) => label);
    expect(await labels(`/objects/application?under=member:${one.id}&sort=name`)).toEqual(['Rain', 'Sun']);
    expect(await labels(`/objects/member?q=${encodeURIComponent(one.label.toUpperCase())}`)).toEqual([
      one.label,
    ]);
    expect(await labels(`/objects/member?q=${two.id}`)).toEqual([two.label]);
    expect(await labels(`/objects/member?filter=area_status:disabled&q=${two.number}`)).toEqual([two.label]);
    // Also by the name behind the one that is shown.
    expect(await labels(`/objects/member?q=${one.fields.username.toUpperCase()}`)).toContain(one.label);
    expect(await labels('/objects/member?q=%25')).toEqual([]);
  });

  it('is narrowed to what lies before or after a value, number or text', async () => {
    const { native: own } = await bellwire.organization();
    for (const [username, first_name] of [
      ['a', '2026-01-31'],
      ['b', '2026-02-01'],
      ['c', ''],
    ]) {
      await own.done('POST', '/objects/member', {
        fields: { username, email: 'x@example.com', display_name: username, first_name },
      });
    }
    const labels = async (query: string) =>
      (await own.done('GET', `/objects/member?sort=username&${query}`)).items.map(
        ({ label }: { label: string }) => label,
      );
    expect(await labels('filter=first_name<2026-02-01')).toEqual(['a', 'c']);
    expect(await labels('filter=first_name>2026-01-31')).toEqual(['b']);
    expect(await labels('filter=first_name<2026-02-02&filter=first_name>0')).toEqual(['a', 'b']);
    // The first sign is the comparison; those behind it belong to the value.
    expect(await labels(`filter=${encodeURIComponent('first_name:<')}`)).toEqual([]);
  });

  it('shows the parents of each where they are asked for', async () => {
    const owner = await member();
    const app = await native.done('POST', '/objects/application', {
      fields: { name: 'Fog' },
      links: { member: [owner.id] },
    });
    const [plain] = (await native.done('GET', '/objects/application?q=Fog')).items;
    expect(plain).toEqual(app);
    const [shown] = (await native.done('GET', '/objects/application?q=Fog&expand=parents')).items;
    expect(shown).toEqual({
      ...app,
      parents: { member: [{ type: 'member', id: owner.id, label: owner.label }] },
    });
    const [alone] = (await native.done('GET', `/objects/member?q=${owner.id}&expand=parents`)).items;
    expect(alone.parents).toEqual({});
  });

  it('is refused for what its type does not have, and for places that are none', async () => {
    for (const query of [
      'sort=nonsense',
      'filter=nonsense:1',
      'filter=nonsense<1',
      'expand=nonsense',
      'under=owner:1',
      'under=member:x',
      'before=x',
      'before=W10',
      'limit=0',
      'nonsense=1',
    ]) {
      expect([query, (await native.ask('GET', `/objects/application?${query}`)).status]).toEqual([
        query,
        400,
      ]);
    }
  });
});

describe('ahead of a removal', () => {
  it('it is told what goes along and how much is told of it, and nothing is done', async () => {
    const { id } = await member();
    for (const name of ['One', 'Two']) {
      await native.done('POST', '/objects/application', { fields: { name }, links: { member: [id] } });
    }
    const before = await area.saved();
    expect(await native.done('GET', `/objects/member/${id}/removal`)).toEqual({
      changes: [
        { type: 'application', operation: 'deleted', count: 2 },
        { type: 'member', operation: 'deleted', count: 1 },
      ],
      events: 3,
      webhooks: (await native.done('GET', '/webhooks')).items.length,
    });
    expect(await area.saved()).toEqual(before);
  });
});

describe('the history of an object', () => {
  it('says what happened, which fields changed, and where it was told, also after it has gone', async () => {
    const receiver = await area.receiver();
    const { id } = await member();
    await native.done('PATCH', `/objects/member/${id}`, {
      fields: { display_name: 'B', email: 'b@example.com' },
    });
    await native.ask('DELETE', `/objects/member/${id}`);
    await receiver.waitForCount(3);
    const { items, older } = await native.done('GET', `/objects/member/${id}/history`);
    expect(older).toBeNull();
    expect(items.map(({ operation }: { operation: string }) => operation)).toEqual([
      'deleted',
      'updated',
      'created',
    ]);
    expect(items[1].changedFields.filter((name: string) => !name.startsWith('updated')).sort()).toEqual([
      'display_name',
      'email',
    ]);
    expect(items[0].deliveries).toContainEqual(
      expect.objectContaining({ webhookId: receiver.webhook.id, state: expect.any(String) }),
    );
    const page = await native.done('GET', `/objects/member/${id}/history?limit=1&before=${items[0].id}`);
    expect(page.items[0].changedFields).toEqual(items[1].changedFields);
    expect((await native.done('GET', `/objects/application/${id}/history`)).items).toEqual([]);
  });
});
