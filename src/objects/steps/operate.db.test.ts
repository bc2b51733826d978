import { describe, expect, it } from 'vitest';
import { editor, testPipeline } from '../../../test/harness/pipeline.ts';
import { eraseObject } from '../../pipeline/log/erase-object.ts';

const pipeline = await testPipeline();
const { objects, shop, make, rows, between, webhook } = pipeline;
let customers = 0;
const fields = () => ({ login: `s${++customers}`, name: 'Joe' });

/** The events that something makes: type, and the id and version or field of each object. */
async function eventsOf(work: () => Promise<unknown>) {
  const before = (await rows('events')).length;
  await work();
  return (await rows('events')).slice(before);
}
const namesOf = (events: { type: string }[]) => events.map(({ type }) => type);

describe('an operation with steps', () => {
  it('tells each step by itself, and saves each object once, as it is in the end', async () => {
    let id = '';
    const events = await eventsOf(() =>
      objects.operate(shop, async (steps) => {
        const customer = await steps.create('customer', { fields: fields(), links: {} });
        id = customer.id;
        await steps.update(customer, { name: 'Joan' });
        steps.nextStep();
        const order = await steps.create('order', { fields: { title: 'One' }, links: { customer: [id] } });
        await steps.update(order, { title: 'Two' });
        await steps.update(await steps.get('customer', id), { state: 'open' });
        await steps.touch(customer);
      }),
    );
    expect(namesOf(events)).toEqual(['customer.created', 'order.created', 'customer.updated']);
    expect(events.map(({ data }) => data.object.fields)).toMatchObject([
      { name: 'Joan', state: 'new' },
      { title: 'Two' },
      { name: 'Joan', state: 'open' },
    ]);
    expect(events[1].data.related.customer.fields.name).toBe('Joan');
    expect(new Set(events.map((event) => event.transaction_id)).size).toBe(1);
    const saved = await objects.get(shop, { type: 'customer', id });
    expect(saved.object).toMatchObject({ version: 4, fields: { name: 'Joan', state: 'open' } });
  });

  it('tells of several objects of a type in one event, with one delivery for each webhook', async () => {
    const { id: webhookId } = await webhook();
    const customer = await make('customer', fields());
    const orders: string[] = [];
    for (const title of ['a', 'b', 'c'])
      orders.push(await make('order', { title }, { customer: [customer] }));
    const before = (await rows('deliveries')).length;
    const events = await eventsOf(() =>
      objects.operate(shop, async (steps) => {
        const parent = await steps.get('customer', customer);
        await steps.touch(...(await steps.children('order', 'customer', [parent])));
      }),
    );
    expect(namesOf(events)).toEqual(['order.updated']);
    expect([events[0].object_id, events[0].data.object.id]).toEqual([orders[0], orders[0]]);
    expect(events[0].data.more.map((row: { object: { id: string } }) => row.object.id)).toEqual(
      orders.slice(1),
    );
    expect(events[0].data.more[0].related.customer.id).toBe(customer);
    const owed = (await rows('deliveries')).slice(before);
    expect(owed.map((delivery) => [delivery.webhook_id, delivery.event_id])).toEqual([
      [webhookId, events[0].id],
    ]);
  });

  it('removes with all that hangs on it, and tells only of the types that it is asked to tell of', async () => {
    const customer = await make('customer', fields());
    const order = await make('order', {}, { customer: [customer] });
    const depot = await make('depot');
    await make('parcel', {}, { order: [order], depot: [depot] });
    const events = await eventsOf(() =>
      objects.operate(shop, async (steps) =>
        steps.remove([await steps.get('customer', customer)], ({ name }) => name !== 'order'),
      ),
    );
    expect(namesOf(events)).toEqual(['parcel.deleted', 'customer.deleted']);
    await expect(objects.get(shop, { type: 'order', id: order })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('does nothing and tells of nothing when a later step fails', async () => {
    const before = [await rows('objects'), await rows('events'), await rows('deliveries')];
    const failing = objects.operate(shop, async (steps) => {
      const customer = await steps.create('customer', { fields: fields(), links: {} });
      steps.nextStep();
      await steps.create('order', { fields: { weight: 1 }, links: { customer: [customer.id] } });
    });
    await expect(failing).rejects.toMatchObject({ code: 'invalid', problems: [{ field: 'weight' }] });
    expect([await rows('objects'), await rows('events'), await rows('deliveries')]).toEqual(before);
  });

  it('is run again with the same new ids when others changed what it rests on', async () => {
    const customer = await make('customer', fields());
    const made: string[] = [];
    between.run = async (time) => {
      between.run = null;
      if (time > 0)
        await objects.update(shop, { type: 'customer', id: customer, fields: { name: 'Changed' } });
    };
    const events = await eventsOf(() =>
      objects.operate(shop, async (steps) => {
        const parent = await steps.get('customer', customer);
        const order = await steps.create('order', { fields: {}, links: { customer: [parent.id] } });
        made.push(order.id);
        await steps.touch(parent);
      }),
    );
    expect(made).toHaveLength(2);
    expect(new Set(made).size).toBe(1);
    expect(namesOf(events)).toEqual(['customer.updated', 'order.created', 'customer.updated']);
    expect(events[2].data.object.fields.name).toBe('Changed');
  });

  it('sees what it has created and removed itself', async () => {
    await objects.operate(shop, async (steps) => {
      const customer = await steps.create('customer', { fields: fields(), links: {} });
      const links = { customer: [customer.id] };
      const [first, second] = [
        await steps.create('order', { fields: { title: 'first' }, links }),
        await steps.create('order', { fields: { title: 'second' }, links }),
      ];
      await steps.remove([first], () => true);
      expect((await steps.children('order', 'customer', [customer])).map(({ id }) => id)).toEqual([
        second.id,
      ]);
      await expect(steps.get('order', first.id)).rejects.toMatchObject({ code: 'not-found' });
      expect(await steps.findByNumber('order', first.number)).toBeNull();
      expect((await steps.findByNumber('order', second.number))?.id).toBe(second.id);
      await steps.update(second, { title: 'third' });
      expect(await steps.findByField('order', 'title', 'second')).toBeNull();
      expect((await steps.findByField('order', 'title', 'third'))?.id).toBe(second.id);
    });
  });

  it('keeps a text sealed beside an object, with the change of it or not at all', async () => {
    const id = await make('customer', fields());
    const secretNow = () =>
      objects.operate(shop, async (steps) => steps.secretOf(await steps.get('customer', id)));
    const keep = (text: string | null, more?: () => never) =>
      objects.operate(shop, async (steps) => {
        const customer = await steps.get('customer', id);
        await steps.touch(customer);
        steps.keepSecret(customer, text);
        expect(await steps.secretOf(customer)).toBe(text);
        more?.();
      });
    const failing = () => {
      throw new Error('no');
    };
    await keep('first');
    await expect(keep('second', failing)).rejects.toThrow('no');
    expect(await secretNow()).toBe('first');
    const alone = objects.operate(shop, async (steps) =>
      steps.keepSecret(await steps.get('customer', id), 'alone'),
    );
    await expect(alone).rejects.toThrow('without a change');
    expect(JSON.stringify(await rows('objects'))).not.toContain('first');
    expect((await rows('object_secrets')).length).toBe(1);
    await keep(null);
    expect([await secretNow(), await rows('object_secrets')]).toEqual([null, []]);
  });

  it('loses what is kept sealed beside an object with the object', async () => {
    const id = await make('customer', fields());
    await objects.operate(shop, async (steps) => {
      const customer = await steps.get('customer', id);
      await steps.touch(customer);
      steps.keepSecret(customer, 'mine');
    });
    await objects.operate(shop, async (steps) => {
      const customer = await steps.get('customer', id);
      steps.keepSecret(customer, 'in vain');
      await steps.remove([customer], () => true);
    });
    expect(await rows('object_secrets')).toEqual([]);
  });

  it('is for those who may write', async () => {
    const reader = { ...shop, principal: { ...editor, role: 'viewer' as const } };
    await expect(objects.operate(reader, async () => 1)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('erases an object from events that tell of it among others', async () => {
    const customer = await make('customer', fields());
    const ids: string[] = [];
    for (const title of ['keep', 'erase']) ids.push(await make('order', { title }, { customer: [customer] }));
    const [event] = await eventsOf(() =>
      objects.operate(shop, async (steps) => {
        await steps.remove(
          [await steps.get('order', ids[0]!), await steps.get('order', ids[1]!)],
          () => true,
        );
      }),
    );
    const organizationId = shop.organization.id;
    await eraseObject(pipeline, { by: { actor: 'bellwire' }, organizationId, type: 'order', id: ids[1]! });
    const erased = (await rows('events')).find(({ id }) => id === event.id);
    expect(erased.data).toMatchObject({
      object: { id: ids[0], fields: { title: 'keep' } },
      more: [{ object: { id: ids[1], fields: {} }, related: {} }],
      erasedAt: expect.any(String),
    });
    await eraseObject(pipeline, {
      by: { actor: 'bellwire' },
      organizationId,
      type: 'customer',
      id: customer,
    });
    const parentErased = (await rows('events')).find(({ id }) => id === event.id);
    expect(parentErased.data.related.customer).toMatchObject({ id: customer, fields: {} });
    expect(parentErased.data.object.fields.title).toBe('keep');
  });
});
