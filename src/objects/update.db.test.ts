import { describe, expect, it } from 'vitest';
import { testPipeline } from '../../test/harness/pipeline.ts';
import type { JsonObject } from '../base/json.ts';
import type { Links } from './operation.ts';

const { objects, shop, make, rows, clock } = await testPipeline();
const update = (type: string, id: string, fields: JsonObject, links?: Links) =>
  objects.update(shop, { type, id, fields, ...(links === undefined ? {} : { links }) });
const read = async (type: string, id: string) => (await objects.get(shop, { type, id })).object;

let customers = 0;
const customer = (fields = {}, links = {}) =>
  make('customer', { login: `c${++customers}`, name: 'Joe', ...fields }, links);

/** The events since a moment, as `type`, in their order. */
async function eventsDuring(work: () => Promise<unknown>) {
  const before = (await rows('events')).length;
  await work();
  return (await rows('events')).slice(before);
}

describe('a change', () => {
  it('leaves alone what it does not name', async () => {
    const id = await customer({ email: 'joe@example.com', motto: 'go' });
    const before = await read('customer', id);
    clock.move(1000);
    const { object } = await update('customer', id.toUpperCase(), { limit: 9 });
    expect(object).toEqual({
      ...before,
      version: 2,
      updatedAt: clock.now(),
      fields: { ...before.fields, limit: 9 },
    });
    expect(await read('customer', id)).toEqual(object);
  });

  it('to what stands already is none: no version, no event', async () => {
    const id = await customer();
    const before = await read('customer', id);
    clock.move(1000);
    const events = await eventsDuring(async () => {
      const { object } = await update('customer', id, { name: 'Joe', limit: 5, score: 99, login: 'other' });
      expect(object).toEqual(before);
    });
    expect(events).toEqual([]);
    expect(await read('customer', id)).toEqual(before);
  });

  it('sets a field back to its default with null', async () => {
    const id = await customer({ limit: 9, email: 'joe@example.com' });
    const { object } = await update('customer', id, { limit: null, email: null });
    expect(object.fields).toMatchObject({ limit: 5, email: '' });
  });

  it('checks what it gives, together with what stands', async () => {
    const id = await customer({ state: 'open' });
    for (const [fields, field] of [
      [{ name: '' }, 'name'],
      [{ name: null }, 'name'],
      [{ limit: 1.5 }, 'limit'],
      [{ email: 'no' }, 'email'],
      [{ state: 'new' }, 'state'],
      [{ size: 1 }, 'size'],
    ] as [JsonObject, string][]) {
      await expect(update('customer', id, fields), field).rejects.toMatchObject({ problems: [{ field }] });
    }
    expect((await read('customer', id)).version).toBe(1);
  });

  it('of what is not there is answered so, whatever it is called', async () => {
    const depot = await make('depot');
    for (const id of [depot, '0190a000-0000-7000-8000-000000000001', 'nobody', '', '1000001']) {
      await expect(update('customer', id, { limit: 1 }), id).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  it('moves to another parent where the relation allows it, and nowhere else', async () => {
    const [one, two] = [await customer(), await customer()];
    const order = await make('order', {}, { customer: [one] });
    const otherOrder = await make('order', {}, { customer: [two] });
    const [north, south] = [await make('depot'), await make('depot')];
    const parcel = await make('parcel', {}, { order: [order], depot: [north] });
    const { object } = await update('parcel', parcel, {}, { depot: [south], order: [otherOrder] });
    expect(object.links).toEqual({ order: [order], customer: [one], depot: [south] });
    expect((await read('parcel', parcel)).links).toEqual(object.links);
    await objects.remove(shop, { type: 'depot', id: north });
    await expect(update('parcel', parcel, {}, { depot: [] })).rejects.toMatchObject({ code: 'required' });
  });

  it('replaces the parents of a relation to many', async () => {
    const groups = [await make('group'), await make('group'), await make('group')].sort();
    const id = await customer({}, { groups: [groups[2]!, groups[0]!, groups[0]!] });
    expect((await read('customer', id)).links.groups).toEqual([groups[0], groups[2]]);
    await update('customer', id, {}, { groups: [groups[1]!] });
    expect((await read('customer', id)).links.groups).toEqual([groups[1]]);
    await update('customer', id, {}, { groups: [] });
    expect((await read('customer', id)).links).toEqual({});
  });
});

describe('a change that children follow', () => {
  async function family() {
    const id = await customer({ state: 'open' });
    const order = await make('order', {}, { customer: [id] });
    const depot = await make('depot');
    const parcels = [];
    for (const state of ['moving', 'stopped', 'moving']) {
      parcels.push(await make('parcel', { state }, { order: [order], depot: [depot] }));
    }
    return { id, parcels };
  }

  it('is told of each child that changes, ahead of the parent, all together', async () => {
    const { id, parcels } = await family();
    const events = await eventsDuring(() => update('customer', id, { state: 'closed', name: 'Gone' }));
    expect(events.map((event) => `${event.type} ${event.object_id}`)).toEqual([
      `parcel.updated ${parcels[0]}`,
      `parcel.updated ${parcels[2]}`,
      `customer.updated ${id}`,
    ]);
    expect(new Set(events.map((event) => event.transaction_id)).size).toBe(1);
    // Each child is told with its parent as that is afterwards.
    expect(events[0].data.related.customer.fields).toMatchObject({ state: 'closed', name: 'Gone' });
    for (const parcel of parcels) expect((await read('parcel', parcel)).fields.state).toBe('stopped');
  });

  it('happens when the field becomes so, not while it stays so', async () => {
    const { id, parcels } = await family();
    await update('customer', id, { state: 'closed' });
    await update('parcel', parcels[0]!, { state: 'moving' });
    await update('customer', id, { state: 'closed', name: 'Still closed' });
    expect((await read('parcel', parcels[0]!)).fields.state).toBe('moving');
  });
});

describe('many changes at once', () => {
  it('of one object are all saved, none over another', async () => {
    const id = await customer();
    const fields = [{ limit: 1 }, { email: 'a@b.cd' }, { vip: true }, { motto: 'x' }, { name: 'New' }];
    const events = await eventsDuring(() => Promise.all(fields.map((each) => update('customer', id, each))));
    const object = await read('customer', id);
    expect(object.version).toBe(6);
    expect(object.fields).toMatchObject(Object.assign({}, ...fields));
    expect(events).toHaveLength(5);
    // Each event shows the object after the change before it.
    const vips = events.map((event) => Object.values(event.data.object.fields).join());
    expect(new Set(vips).size).toBe(5);
  });
});
