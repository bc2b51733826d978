import { describe, expect, it } from 'vitest';
import { editor, testPipeline } from '../../test/harness/pipeline.ts';
import type { JsonObject } from '../base/json.ts';
import type { Links } from './operation.ts';

const { objects, shop, make, rows } = await testPipeline();
const taken = await make('customer', { login: 'ada', name: 'Ada', state: 'open' });

async function problemsOf(
  type: string,
  fields: JsonObject,
  options: { id?: string; links?: Links; partial?: boolean } = {},
) {
  const { id = null, links = {}, partial = false } = options;
  const problems = await objects.validate(shop, { type, id, fields, links, partial });
  return problems.map(({ field, message }) => `${field} ${message}`);
}

describe('validation', () => {
  it('says what would be wrong with a new object', async () => {
    expect(await problemsOf('customer', { login: 'x', name: 'X' })).toEqual([]);
    expect(await problemsOf('customer', { email: 'x' })).toEqual([
      'login is required',
      'name is required',
      'email must be an e-mail address',
    ]);
    expect(await problemsOf('order', {}, { links: { customer: ['nobody'] } })).toEqual([
      'customer does not exist',
    ]);
  });

  it('says what would be wrong with a change', async () => {
    expect(await problemsOf('customer', { limit: 3 }, { id: taken })).toEqual([]);
    expect(await problemsOf('customer', { state: 'new' }, { id: taken })).toEqual([
      'state cannot go back to new',
    ]);
  });

  it('looks only at what is given, where it is asked about a part', async () => {
    const partial = { partial: true };
    expect(await problemsOf('customer', { name: 'X' }, partial)).toEqual([]);
    expect(await problemsOf('customer', { name: '', size: 1 }, partial)).toEqual([
      'name is required',
      'size is not a field of a customer',
    ]);
    expect(await problemsOf('order', {}, { ...partial, links: { customer: [] } })).toEqual([
      'customer is required',
    ]);
  });

  it('saves nothing, and is for those who may read', async () => {
    const before = [await rows('objects'), await rows('events')];
    await problemsOf('customer', { login: 'y', name: 'Y' });
    expect([await rows('objects'), await rows('events')]).toEqual(before);
    const publisher = { ...shop, principal: { ...editor, role: 'publisher' as const } };
    const input = { type: 'customer', id: null, fields: {}, links: {}, partial: false };
    await expect(objects.validate(publisher, input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(problemsOf('customer', {}, { id: 'nobody' })).rejects.toMatchObject({ code: 'not-found' });
  });
});
