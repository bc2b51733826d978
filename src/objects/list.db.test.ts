import { describe, expect, it } from 'vitest';
import { editor, testPipeline } from '../../test/harness/pipeline.ts';
import type { Json } from '../base/json.ts';
import type { Comparison, Filter, ListQuery } from '../store/queries/objects/filter.ts';

const { objects, shop, otherShop, make, clock } = await testPipeline();

const names = ['Ann', 'bob', 'Émile', '100%', 'under_score', 'back\\slash', 'שלום', "O'Neil"];
const limits = [0, 5, 10, 15, 20, 25, 30, 35];
const ids: string[] = [];
for (const [index, name] of names.entries()) {
  clock.move(1000);
  const fields = { login: `l${index}`, name, limit: limits[index]!, vip: index % 2 === 0 };
  ids.push(await make('customer', fields));
}
await objects.create(otherShop, { type: 'customer', fields: { login: 'x', name: 'Ann' }, links: {} });
const depot = await make('depot', { name: 'North' });
for (const [index, title] of ['Ann: one', 'Ann: two', 'Bob: one'].entries()) {
  const order = await make('order', { title }, { customer: [ids[Math.floor(index / 2)]!] });
  await make('parcel', { weight: index }, { order: [order], depot: [depot] });
}

async function list(query: Partial<ListQuery> = {}) {
  const all = { type: 'customer', limit: 100, offset: 0, ...query };
  const { objects: found, total } = await objects.list(shop, all);
  const shown = found.map(({ object }) => object.fields[all.type === 'customer' ? 'name' : 'title']);
  return { total, names: shown };
}
const found = async (filter: Filter) => (await list({ filter })).names;
const where = (field: string, comparison: Comparison, value: Json): Filter => ({ field, comparison, value });

describe('a list', () => {
  it('has all objects of a type and of one organization, the oldest first', async () => {
    expect(await list()).toEqual({ total: 8, names });
  });

  it('has pages, each of which knows how many there are in all', async () => {
    expect(await list({ limit: 3, offset: 2 })).toEqual({ total: 8, names: names.slice(2, 5) });
    expect(await list({ limit: 3, offset: 7 })).toEqual({ total: 8, names: names.slice(7) });
    expect(await list({ limit: 3, offset: 100 })).toEqual({ total: 8, names: [] });
    expect(await list({ limit: 0 })).toEqual({ total: 8, names: [] });
  });

  it('is ordered by a field as people order, then by age', async () => {
    const ordered = async (field: string, direction: 'ascending' | 'descending') =>
      (await list({ order: [{ field, direction }] })).names;
    expect((await ordered('name', 'ascending')).slice(0, 4)).toEqual(['100%', 'Ann', 'back\\slash', 'bob']);
    expect(await ordered('limit', 'descending')).toEqual(names.toReversed());
    expect(await ordered('createdAt', 'descending')).toEqual(names.toReversed());
    expect(await ordered('number', 'ascending')).toEqual(names);
    expect((await ordered('vip', 'descending')).slice(0, 4)).toEqual([0, 2, 4, 6].map((at) => names[at]));
    expect(await ordered('no such field', 'ascending')).toEqual(names);
  });

  it('may be of what hangs on one parent', async () => {
    const under = { relation: 'customer', parentId: ids[0]! };
    expect(await list({ type: 'order', under })).toEqual({ total: 2, names: ['Ann: one', 'Ann: two'] });
    expect(await list({ type: 'order', under: { ...under, relation: 'depot' } })).toMatchObject({ total: 0 });
  });

  it('shows each object with the parents that its events carry', async () => {
    const { objects: parcels } = await objects.list(shop, { type: 'parcel', limit: 10, offset: 0 });
    expect(
      parcels.map(({ related }) => [related.customer?.fields.name, related.order?.fields.title]),
    ).toEqual([
      ['Ann', 'Ann: one'],
      ['Ann', 'Ann: two'],
      ['bob', 'Bob: one'],
    ]);
  });

  it('is for those who may read', async () => {
    const publisher = { ...shop, principal: { ...editor, role: 'publisher' as const } };
    const query = { type: 'customer', limit: 1, offset: 0 };
    await expect(objects.list(publisher, query)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a filter', () => {
  it('compares exactly, by value and by kind', async () => {
    expect(await found(where('name', 'equals', 'Ann'))).toEqual(['Ann']);
    expect(await found(where('name', 'equals', 'ann'))).toEqual([]);
    expect(await found(where('limit', 'equals', 5))).toEqual(['bob']);
    expect(await found(where('limit', 'equals', '5'))).toEqual([]);
    expect(await found(where('vip', 'equals', true))).toHaveLength(4);
    expect(await found(where('name', 'differs', 'Ann'))).toEqual(names.slice(1));
    expect(await found(where('no such field', 'differs', 'x'))).toEqual(names);
  });

  it('compares by size within one kind', async () => {
    expect(await found(where('limit', 'less', 5))).toEqual(['Ann']);
    expect(await found(where('limit', 'at-most', 5))).toEqual(['Ann', 'bob']);
    expect(await found(where('limit', 'greater', 30))).toEqual(["O'Neil"]);
    expect(await found(where('limit', 'at-least', 30))).toEqual(['שלום', "O'Neil"]);
    expect(await found(where('limit', 'greater', ''))).toEqual([]);
    expect(await found(where('name', 'greater', 0))).toEqual([]);
  });

  it.each([
    ['ann', ['Ann']],
    ['%', ['100%']],
    ['_', ['under_score']],
    ['\\', ['back\\slash']],
    ["'", ["O'Neil"]],
    ['לו', ['שלום']],
    ['É', ['Émile']],
    ['', names],
  ])('finds text that contains %j', async (text, expected) => {
    expect(await found(where('name', 'contains', text))).toEqual(expected);
  });

  it.each([
    ['a%', ['Ann']],
    ['b__', ['bob']],
    ['%\\%', ['100%']],
    ['%\\_%', ['under_score']],
    ['%\\\\%', ['back\\slash']],
    ['ANN', ['Ann']],
  ])('finds text like %j', async (pattern, expected) => {
    expect(await found(where('name', 'like', pattern))).toEqual(expected);
  });

  it('compares what every object has beside its fields', async () => {
    const { object } = await objects.get(shop, { type: 'customer', id: ids[3]! });
    expect(await found(where('id', 'equals', object.id.toUpperCase()))).toEqual(['100%']);
    expect(await found(where('number', 'equals', String(object.number)))).toEqual(['100%']);
    expect(await found(where('number', 'less', object.number))).toEqual(names.slice(0, 3));
    expect(await found(where('id', 'contains', object.id.slice(4, 30)))).toEqual(['100%']);
    const at = object.createdAt.toISOString();
    expect(await found(where('createdAt', 'less', at))).toEqual(names.slice(0, 3));
    expect(await found(where('updatedAt', 'at-least', at))).toEqual(names.slice(3));
  });

  it('finds nothing by a value of the wrong kind, and everything that differs from it', async () => {
    for (const [field, value] of [
      ['id', 'nobody'],
      ['id', "' or true --"],
      ['number', 'x'],
      ['number', 1e300],
      ['createdAt', 'yesterday'],
      // Dates that JavaScript knows and PostgreSQL does not.
      ['createdAt', '12345'],
      ['createdAt', '+275760-09-13T00:00:00Z'],
      ['createdAt', '-000001-01-01T00:00:00Z'],
      ['createdAt', '0000-01-01'],
    ] as const) {
      for (const comparison of ['equals', 'less', 'greater'] as const) {
        expect(await found(where(field, comparison, value)), `${field} ${value}`).toEqual([]);
      }
      expect(await found(where(field, 'differs', value))).toEqual(names);
    }
  });

  it('finds nothing by text that nobody can have', async () => {
    for (const text of ['a\u0000', '\ud800']) {
      for (const comparison of ['equals', 'contains', 'like', 'less'] as const) {
        expect(await found(where('name', comparison, text)), JSON.stringify(text)).toEqual([]);
      }
      expect(await found(where('name', 'differs', text))).toEqual(names);
      expect(await found(where(text, 'equals', 'Ann'))).toEqual([]);
    }
  });

  it('may be put together', async () => {
    const [ann, bob] = [where('name', 'equals', 'Ann'), where('name', 'equals', 'bob')];
    expect(await found({ any: [ann, bob] })).toEqual(['Ann', 'bob']);
    expect(await found({ all: [ann, bob] })).toEqual([]);
    expect(await found({ not: { any: [ann, bob] } })).toEqual(names.slice(2));
    expect(await found({ all: [{ not: ann }, where('limit', 'less', 12)] })).toEqual(['bob', 'Émile']);
    expect(await found({ all: [] })).toEqual(names);
    expect(await found({ any: [] })).toEqual([]);
    expect((await list({ filter: { any: [ann, bob] }, limit: 1 })).total).toBe(2);
  });

  it('looks at parents, at children and at what is given to each', async () => {
    const parent: Filter = { ...where('name', 'like', 'A%'), relation: 'customer' };
    expect((await list({ type: 'order', filter: parent })).names).toEqual(['Ann: one', 'Ann: two']);
    const parcels = { childType: 'parcel', relation: 'customer' };
    expect(await found({ ...where('weight', 'at-least', 1), relation: parcels })).toEqual(['Ann', 'bob']);
    expect(await found({ ...where('weight', 'equals', 2), relation: parcels })).toEqual(['bob']);
    expect(await found({ not: { ...where('weight', 'at-least', 0), relation: parcels } })).toEqual(
      names.slice(2),
    );
    const orders = { childType: 'order', relation: 'customer' };
    expect(await found({ ...where('title', 'contains', 'TWO'), relation: orders })).toEqual(['Ann']);
  });
});

describe('the family of an object', () => {
  it('is found downwards, for many at once, as many as one wants of each', async () => {
    const asked = { parentIds: [...ids], type: 'order', relation: 'customer', limit: 1 };
    const children = await objects.childrenOf(shop, asked);
    const titles = [...children].map(([id, found]) => [id, found.map(({ object }) => object.fields.title)]);
    expect(titles).toEqual([
      [ids[0], ['Ann: one']],
      [ids[1], ['Bob: one']],
    ]);
  });

  it('is found downwards up to a limit for all', async () => {
    const asked = { parentIds: [...ids], type: 'order', relation: 'customer', limit: 5 };
    const counted = async (limitInAll: number) =>
      [...(await objects.childrenOf(shop, { ...asked, limitInAll })).values()].flat().length;
    expect([await counted(2), await counted(3), await counted(10)]).toEqual([2, 3, 3]);
  });

  it('is found by ids, where they are of the type', async () => {
    const found = await objects.getMany(shop, { type: 'customer', ids: [ids[0]!, depot, 'none'] });
    expect([...found].map(([id, { fields }]) => [id, fields.name])).toEqual([[ids[0], 'Ann']]);
  });

  it('is counted downwards, also only those that are alike', async () => {
    const asked = { parentIds: [...ids], type: 'order', relation: 'customer' };
    const counted = async (more: object) => [...(await objects.childrenCounts(shop, { ...asked, ...more }))];
    expect((await counted({})).toSorted()).toEqual(
      [
        [ids[0], 2],
        [ids[1], 1],
      ].toSorted(),
    );
    expect(await counted({ fields: { title: 'Ann: two' } })).toEqual([[ids[0], 1]]);
    expect(await counted({ relation: 'depot' })).toEqual([]);
  });

  it('is found by whole numbers, where they are of the types', async () => {
    const { number } = (await objects.get(shop, { type: 'customer', id: ids[0]! })).object;
    const found = async (types: string[]) => [
      ...(await objects.getNumbered(shop, { types, numbers: [number, 1] })).keys(),
    ];
    expect(await found(['depot', 'customer'])).toEqual([number]);
    expect(await found(['depot'])).toEqual([]);
  });

  it('is found upwards', async () => {
    const groups = [await make('group', { name: 'a' }), await make('group', { name: 'b' })];
    const child = await make('customer', { login: 'grouped', name: 'G' }, { groups });
    const parents = await objects.parentsOf(shop, { childIds: [child, ids[0]!], relation: 'groups' });
    expect(parents.get(child)?.map(({ fields }) => fields.name)).toEqual(['a', 'b']);
    expect(parents.get(ids[0]!)).toEqual([]);
  });
});
