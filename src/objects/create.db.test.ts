import { describe, expect, it } from 'vitest';
import { editor, testPipeline } from '../../test/harness/pipeline.ts';

const { objects, shop, otherShop, make, rows, clock } = await testPipeline();
const joe = (login: string, more = {}) => ({ login, name: 'Joe', ...more });
const create = (type: string, fields = {}, links = {}) => objects.create(shop, { type, fields, links });

describe('a new object', () => {
  it('is saved with every field of its type, and read back as it was answered', async () => {
    const { object } = await create('customer', joe('ada', { vip: true, motto: 'é👍' }));
    expect(object).toMatchObject({
      organizationId: shop.organization.id,
      type: 'customer',
      version: 1,
      createdAt: clock.now(),
      updatedAt: clock.now(),
      links: {},
    });
    expect(object.fields).toEqual({
      login: 'ada',
      name: 'Joe',
      email: '',
      score: 7,
      limit: 5,
      vip: true,
      state: 'new',
      motto: 'é👍',
    });
    const read = await objects.get(shop, { type: 'customer', id: object.id });
    expect(read.object).toEqual(object);
    expect(await objects.get(shop, { type: 'customer', id: object.id.toUpperCase() })).toEqual(read);
  });

  it('has whole numbers of its own, rising', async () => {
    const numbers = [];
    for (const name of ['a', 'b', 'c']) numbers.push((await create('depot', { name })).object.number);
    expect(numbers).toEqual([...numbers].sort((left, right) => left - right));
    expect(new Set(numbers).size).toBe(3);
    const found = await objects.find(shop, { type: 'depot', field: 'number', value: numbers[1]! });
    expect(found?.object.fields).toEqual({ name: 'b' });
  });

  it('keeps nothing of what it is not to keep', async () => {
    await create('customer', joe('secretive', { pin: '§7x!', score: 987654321 }));
    const saved = JSON.stringify([await rows('objects'), await rows('events')]);
    expect(saved).not.toContain('§7x!');
    expect(saved).not.toContain('987654321');
  });

  it('takes its customer from its order, and knows both by name', async () => {
    const customer = await make('customer', joe('through'));
    const order = await make('order', { title: 'One' }, { customer: [customer] });
    const depot = await make('depot', { name: 'North' });
    const { object, related } = await create('parcel', {}, { order: [order.toUpperCase()], depot: [depot] });
    expect(object.links).toEqual({ order: [order], customer: [customer], depot: [depot] });
    expect(object.fields.code).toMatch(/^[a-z0-9]{12}$/);
    expect(related.customer?.fields.login).toBe('through');
    expect(related.order?.fields.title).toBe('One');
    const other = await make('customer', joe('someone-else'));
    await expect(
      create('parcel', {}, { order: [order], depot: [depot], customer: [other] }),
    ).rejects.toMatchObject({
      code: 'invalid',
      problems: [{ field: 'customer', message: 'is not that of the order' }],
    });
  });
});

describe('input that is not sound', () => {
  it('is answered with all that is missing', async () => {
    await expect(create('customer', { name: '' })).rejects.toMatchObject({
      code: 'required',
      message: 'A customer needs: login, name.',
      problems: [{ field: 'login' }, { field: 'name' }],
    });
    await expect(create('order', { title: 'x' })).rejects.toMatchObject({
      code: 'required',
      problems: [{ field: 'customer' }],
    });
  });

  it('is answered with all that is wrong', async () => {
    const wrong = joe('x', { email: 'x', limit: -1, state: 'old', pin: '12345', size: 1 });
    const error = await create('customer', wrong).catch((thrown) => thrown);
    expect(error.code).toBe('invalid');
    expect(error.problems.map(({ field }: { field: string }) => field).sort()).toEqual([
      'email',
      'limit',
      'pin',
      'size',
      'state',
    ]);
  });

  it('may name a parent that is not there, is another thing, is elsewhere or is no id', async () => {
    const depot = await make('depot', { name: 'not a customer' });
    const elsewhere = await objects.create(otherShop, { type: 'customer', fields: joe('far'), links: {} });
    for (const id of [
      '0190a000-0000-7000-8000-000000000001',
      depot,
      elsewhere.object.id,
      'nobody',
      "'; drop table objects; --",
      '',
    ]) {
      await expect(create('order', {}, { customer: [id] }), id).rejects.toMatchObject({
        code: 'invalid',
        problems: [{ field: 'customer', message: 'does not exist' }],
      });
    }
  });

  it('saves nothing and tells nobody', async () => {
    const before = [await rows('objects'), await rows('events')];
    await expect(create('customer', { login: 'half' })).rejects.toThrow();
    await expect(create('customer', joe('half', { limit: -1 }))).rejects.toThrow();
    expect([await rows('objects'), await rows('events')]).toEqual(before);
  });
});

describe('a value that may stand only once', () => {
  const duplicate = (field: string) => ({
    code: 'duplicate',
    problems: [{ field, message: 'is already taken' }],
  });

  it('is refused the second time, in this organization only', async () => {
    await create('customer', joe('once'));
    await expect(create('customer', joe('once'))).rejects.toMatchObject(duplicate('login'));
    await create('customer', joe('Once'));
    await objects.create(otherShop, { type: 'customer', fields: joe('once'), links: {} });
  });

  it('is never free again, where it is kept for ever', async () => {
    const id = await make('customer', joe('gone'));
    await objects.remove(shop, { type: 'customer', id });
    await expect(create('customer', joe('gone'))).rejects.toMatchObject(duplicate('login'));
  });

  it('is free in another scope, and after its object is gone', async () => {
    const customer = await make('customer', joe('scoped'));
    const order = await make('order', {}, { customer: [customer] });
    const [north, south] = [await make('depot', { name: 'N' }), await make('depot', { name: 'S' })];
    const at = (depot: string) => make('parcel', { code: 'c1' }, { order: [order], depot: [depot] });
    const first = await at(north);
    await at(south);
    await expect(at(north)).rejects.toMatchObject(duplicate('code'));
    await objects.remove(shop, { type: 'parcel', id: first });
    await at(north);
  });

  it('goes to exactly one of many who ask at once', async () => {
    const tries = Array.from({ length: 8 }, () => create('customer', joe('wanted')));
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject(duplicate('login'));
    }
  });
});

describe('who may create', () => {
  it('is an editor of this organization', async () => {
    const input = { type: 'depot', fields: {}, links: {} };
    const viewer = { ...shop, principal: { ...editor, role: 'viewer' as const } };
    await expect(objects.create(viewer, input)).rejects.toMatchObject({ code: 'forbidden' });
    const stranger = { ...shop, principal: { ...editor, organizationIds: [otherShop.organization.id] } };
    await expect(objects.create(stranger, input)).rejects.toMatchObject({ code: 'not-found' });
  });
});
