import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../base/json.ts';
import { type Served, serve } from '../test-support/serve.ts';
import { createV3Client, jo } from '../test-support/v3-client.ts';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
const { ok, send } = createV3Client(() => served);

describe('V3 lists', () => {
  beforeEach(async () => {
    for (const name of ['ann', 'bob', 'cy,d:e']) await ok('POST', '/members', { ...jo, username: name });
    served.objects.lists.length = 0;
  });

  it('pages, with the total in a header, for HEAD too', async () => {
    const page = await send('GET', '/members?limit=2&offset=1&fields=username');
    expect([page.headers['x-total-count'], page.json()]).toEqual([
      '3',
      [{ username: 'bob' }, { username: 'cy,d:e' }],
    ]);
    const head = await send('HEAD', '/members?limit=1');
    expect([head.statusCode, head.headers['x-total-count'], head.body]).toEqual([200, '3', '']);
  });

  it.each([
    ['filter=username:b', ['bob']],
    ['filter=username:n&filter=email:jo@', ['ann']],
    ['filter=username:n,email:jo@', ['ann']],
    ['filter=username:cy,d:e', ['cy,d:e']],
    ['filter=applications.name:App', ['bob']],
    ['filter=roles.name:x', []],
  ])('filters by %s', async (query, expected) => {
    const bob = [...served.objects.records.values()].find(({ fields }) => fields.username === 'bob');
    await ok('POST', `/members/${bob?.id}/applications`, { name: 'App' });
    const found = (await ok('GET', `/members?${query}`)) as unknown as JsonObject[];
    expect(found.map(({ username }) => username)).toEqual(expected);
  });

  it('sorts by several properties and takes 100 where nothing is said', async () => {
    await ok('GET', '/members?sort=displayName:desc,created&sort=areaStatus:ASC');
    expect(served.objects.lists).toMatchObject([
      {
        limit: 100,
        offset: 0,
        order: [
          { field: 'display_name', direction: 'descending' },
          { field: 'createdAt', direction: 'ascending' },
          { field: 'area_status', direction: 'ascending' },
        ],
      },
    ]);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['offset=-1', 'offset'],
    ['filter=nothing:x', 'filter'],
    ['filter=username', 'filter'],
    ['filter=username:%00', 'filter'],
    ['filter=passwdNew:x', 'filter'],
    ['filter=display_name:x', 'filter'],
    ['sort=nothing', 'sort'],
    ['sort=username:up', 'sort'],
    ['sort=applications.name', 'sort'],
  ])('answers 400 to %s', async (query, property) => {
    const reply = await send('GET', `/members?${query}`);
    expect([reply.statusCode, reply.json().errors[0].property]).toEqual([400, property]);
    expect(served.objects.lists).toEqual([]);
  });
});
