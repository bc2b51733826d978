import { describe, expect, it } from 'vitest';
import { testPipeline } from '../../test/harness/pipeline.ts';
import type { ObjectOperation } from './operation.ts';

const { objects, shop, make, rows } = await testPipeline();
const create = (name: string): ObjectOperation => ({
  operation: 'create',
  type: 'depot',
  fields: { name },
  links: {},
});
const apply = (...operations: ObjectOperation[]) => objects.apply(shop, operations);

describe('several operations at once', () => {
  it('are all done, and answered in their order', async () => {
    const [old, going] = [await make('depot', { name: 'old' }), await make('depot', { name: 'going' })];
    const results = await apply(
      create('first'),
      { operation: 'update', type: 'depot', id: old, fields: { name: 'renewed' } },
      { operation: 'remove', type: 'depot', id: going },
      create('last'),
    );
    expect(results.map(({ object }) => object.fields.name)).toEqual(['first', 'renewed', 'going', 'last']);
    const { objects: left } = await objects.list(shop, { type: 'depot', limit: 10, offset: 0 });
    expect(left.map(({ object }) => object.fields.name)).toEqual(['renewed', 'first', 'last']);
  });

  it('are none where one of them cannot be', async () => {
    const before = [await rows('objects'), await rows('events')];
    const gone = '0190a000-0000-7000-8000-000000000001';
    await expect(
      apply(create('a'), create('b'), { operation: 'remove', type: 'depot', id: gone }),
    ).rejects.toMatchObject({ code: 'not-found', index: 2 });
    const login = (name: string): ObjectOperation => ({
      operation: 'create',
      type: 'customer',
      fields: { login: 'twice', name },
      links: {},
    });
    await expect(apply(create('a'), login('one'), login('other'))).rejects.toMatchObject({
      code: 'duplicate',
    });
    expect([await rows('objects'), await rows('events')]).toEqual(before);
  });

  it('share one transaction id', async () => {
    const before = (await rows('events')).length;
    await apply(
      ...['x', 'y'].map(
        (login): ObjectOperation => ({
          operation: 'create',
          type: 'customer',
          fields: { login, name: 'Joe' },
          links: {},
        }),
      ),
    );
    const events = (await rows('events')).slice(before);
    expect(events).toHaveLength(2);
    expect(events[0].transaction_id).toBe(events[1].transaction_id);
  });

  it('may not change one object twice', async () => {
    const id = await make('depot', { name: 'once' });
    const rename = (name: string): ObjectOperation => ({
      operation: 'update',
      type: 'depot',
      id,
      fields: { name },
    });
    await expect(apply(rename('a'), rename('b'))).rejects.toMatchObject({ code: 'invalid' });
  });

  it('are answered as they were saved, where one follows from another', async () => {
    const customer = await make('customer', { login: 'followed', name: 'Joe', state: 'open' });
    const order = await make('order', {}, { customer: [customer] });
    const depot = await make('depot');
    const parcel = await make('parcel', {}, { order: [order], depot: [depot] });
    const [followed] = await apply(
      { operation: 'update', type: 'parcel', id: parcel, fields: { weight: 0 } },
      { operation: 'update', type: 'customer', id: customer, fields: { state: 'closed' } },
    );
    expect(followed?.object).toMatchObject({ version: 2, fields: { state: 'stopped' } });
  });

  it('may remove several parents that one object leans on', async () => {
    const groups = [await make('group'), await make('group'), await make('group')];
    const customer = await make('customer', { login: 'tied', name: 'Joe' }, { groups });
    await apply(...groups.slice(0, 2).map((id) => ({ operation: 'remove', type: 'group', id }) as const));
    const { object } = await objects.get(shop, { type: 'customer', id: customer });
    expect(object).toMatchObject({ version: 2, links: { groups: [groups[2]] } });
  });

  it('are at most a thousand', async () => {
    const many = Array.from({ length: 1001 }, () => create('many'));
    await expect(apply(...many)).rejects.toMatchObject({ code: 'invalid' });
    expect(await apply()).toEqual([]);
  });
});
