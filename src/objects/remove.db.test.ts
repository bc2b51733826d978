import { describe, expect, it } from 'vitest';
import { testPipeline } from '../../test/harness/pipeline.ts';

const { objects, shop, make, rows, database } = await testPipeline();
const remove = (type: string, id: string) => objects.remove(shop, { type, id });

let customers = 0;
async function family() {
  const customer = await make('customer', { login: `c${++customers}`, name: 'Joe' });
  const order = await make('order', { title: 'One' }, { customer: [customer] });
  const depot = await make('depot', { name: 'North' });
  const links = { order: [order], depot: [depot] };
  const parcels = [await make('parcel', {}, links), await make('parcel', {}, links)];
  return { customer, order, depot, parcels };
}

describe('removing an object', () => {
  it('answers with it as it was, and it is gone', async () => {
    const id = await make('depot', { name: 'South' });
    const { object } = await remove('depot', id.toUpperCase());
    expect(object).toMatchObject({ id, fields: { name: 'South' } });
    for (const again of [() => objects.get(shop, { type: 'depot', id }), () => remove('depot', id)]) {
      await expect(again()).rejects.toMatchObject({
        code: 'not-found',
        message: 'The depot was not found.',
      });
    }
  });

  it('takes along all that hangs on it, children first, each told with what it hung on', async () => {
    const { customer, order, parcels, depot } = await family();
    const before = (await rows('events')).length;
    await remove('customer', customer);
    const events = (await rows('events')).slice(before);
    expect(events.map((event) => `${event.type} ${event.object_id}`)).toEqual([
      `parcel.deleted ${parcels[0]}`,
      `parcel.deleted ${parcels[1]}`,
      `order.deleted ${order}`,
      `customer.deleted ${customer}`,
    ]);
    expect(new Set(events.map((event) => event.transaction_id)).size).toBe(1);
    const { related } = events[0].data;
    expect(Object.keys(related).sort()).toEqual(['customer', 'depot', 'order']);
    expect(related).toMatchObject({ order: { id: order }, depot: { id: depot, fields: { name: 'North' } } });
    const left = await database.query({
      text: 'select from object_links where child_id = any($1::uuid[]) or parent_id = any($1::uuid[])',
      values: [[customer, order, ...parcels]],
    });
    expect(left).toEqual([]);
    await remove('depot', depot);
  });

  it('is refused while something hangs on it that may not go along', async () => {
    const { depot, parcels } = await family();
    await expect(remove('depot', depot)).rejects.toMatchObject({
      code: 'conflict',
      message: 'This depot is still used by 2 parcels. Remove or move those first.',
    });
    await remove('parcel', parcels[0]!);
    await expect(remove('depot', depot)).rejects.toThrow('still used by a parcel');
    await remove('parcel', parcels[1]!);
    await remove('depot', depot);
  });

  it('unties what only leans on it, and tells of that', async () => {
    const [going, staying] = [await make('group'), await make('group')];
    const groups = [going, staying];
    const customer = await make('customer', { login: 'leans', name: 'Joe' }, { groups });
    const before = (await rows('events')).length;
    await remove('group', going);
    const { object } = await objects.get(shop, { type: 'customer', id: customer });
    expect(object).toMatchObject({ version: 2, links: { groups: [staying] } });
    expect((await rows('events')).slice(before).map(({ type }) => type)).toEqual(['customer.updated']);
    await remove('group', staying);
    expect((await objects.get(shop, { type: 'customer', id: customer })).object.links).toEqual({});
  });

  it('happens once when many do it at the same time', async () => {
    const { customer } = await family();
    const before = (await rows('events')).length;
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => remove('customer', customer)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'not-found' });
    }
    expect((await rows('events')).length - before).toBe(4);
  });

  it('and hanging something on it at the same time leave no orphan', async () => {
    for (let round = 0; round < 5; round++) {
      const customer = await make('customer', { login: `race${round}`, name: 'Joe' });
      await Promise.allSettled([
        remove('customer', customer),
        ...Array.from({ length: 4 }, () => make('order', {}, { customer: [customer] })),
      ]);
      const orders = await objects.list(shop, {
        type: 'order',
        under: { relation: 'customer', parentId: customer },
        limit: 10,
        offset: 0,
      });
      const there = await objects.get(shop, { type: 'customer', id: customer }).catch(() => null);
      if (there === null) expect(orders.total).toBe(0);
    }
    const orphans = await database.query({
      text: `select o.id from objects o where o.type = 'order' and not exists (
        select from object_links l where l.child_id = o.id)`,
    });
    expect(orphans).toEqual([]);
  });
});
