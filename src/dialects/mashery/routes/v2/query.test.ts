import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../base/json.ts';
import { type Served, serve } from '../test-support/serve.ts';
import { createV2Client, jo } from '../test-support/v2-client.ts';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
const { call, failing } = createV2Client(() => served);

describe('V2 object.query', () => {
  it('answers a page with related objects', async () => {
    await call('member.create', jo);
    await call('application.create', { name: 'A', member: { username: jo.username } });
    const query = `SELECT username, applications.name FROM members WHERE username = 'jo/?%..''"👋مرحبا'`;
    expect(await call('object.query', query)).toEqual({
      total_items: 1,
      total_pages: 1,
      items_per_page: 100,
      current_page: 1,
      items: [{ username: jo.username, applications: [{ name: 'A' }] }],
    });
    const nested = await call('object.query', 'SELECT *, member FROM applications PAGE 1 ITEMS 1000');
    expect(nested.items).toMatchObject([
      { name: 'A', member: { username: jo.username, object_type: 'member' } },
    ]);
    const other = await call(
      'object.query',
      "SELECT * FROM applications REQUIRE RELATED member WITH username = 'x'",
    );
    expect([other.total_items, other.total_pages, other.items]).toEqual([0, 0, []]);
  });

  it('shows relations that lead nowhere here as null, whatever is asked of them', async () => {
    await call('member.create', jo);
    await call('service.create', { name: 'S', service_key: 's' });
    await call('key.create', {
      apikey: 'k',
      service: { service_key: 's' },
      member: { username: jo.username },
    });
    const { items } = await call('object.query', 'SELECT apikey, developer_class FROM keys');
    expect(items).toEqual([{ apikey: 'k', developer_class: null }]);
    const below = await call('object.query', 'SELECT keys.developer_class.name, keys.apikey FROM members');
    expect(below.items).toEqual([{ keys: [{ apikey: 'k', developer_class: null }] }]);
    const [, error] = await failing('object.query', 'SELECT developer_class FROM package_keys');
    expect(error.data).toContain('has no field developer_class');
  });

  it('gives each object its own related ones', async () => {
    for (const username of ['ann', 'bob', 'cy']) {
      await call('member.create', { ...jo, username });
      const names = username === 'bob' ? [] : [`${username} 1`, `${username} 2`];
      for (const name of names) await call('application.create', { name, member: { username } });
    }
    const { items } = await call('object.query', 'SELECT username, applications.name FROM members');
    expect(items).toEqual([
      { username: 'ann', applications: [{ name: 'ann 1' }, { name: 'ann 2' }] },
      { username: 'bob', applications: [] },
      { username: 'cy', applications: [{ name: 'cy 1' }, { name: 'cy 2' }] },
    ]);
  });

  it('answers a page beyond the last with no items', async () => {
    await call('member.create', jo);
    expect(await call('object.query', 'SELECT * FROM members PAGE 9')).toMatchObject({
      total_items: 1,
      current_page: 9,
      items: [],
    });
  });

  it('points at what is wrong', async () => {
    const [status, error] = await failing('object.query', 'SELECT * FROM nothing');
    expect([status, error.code]).toEqual([400, -32602]);
    expect(error.data).toContain('Column 15: there is no type nothing; there are: members');
  });

  it('describes types', async () => {
    const described = (await call('object.describe', ['member', 'nope'], 'en_US')) as unknown as JsonObject[];
    expect(described.map((each) => each.object_type)).toEqual(['member']);
    const { properties } = described[0]!.schema as { properties: Record<string, JsonObject> };
    expect(properties.email).toMatchObject({
      type: 'string',
      maxLength: 255,
      optional: false,
      createonly: true,
    });
    expect(properties.eav1).toMatchObject({ type: 'string', sortable: true });
    expect(properties.created).toMatchObject({ readonly: true, format: 'date-time' });
  });
});
