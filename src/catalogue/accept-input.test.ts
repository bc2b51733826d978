import { describe, expect, it } from 'vitest';
import { acceptInput, forbiddenReturns, missingFields, withDefaults } from './accept-input.ts';
import type { Field, ObjectType } from './catalogue.ts';

const text = (more: Partial<Field> = {}): Field => ({ type: 'string', title: 'Text', ...more });

const type: ObjectType = {
  name: 'badge',
  plural: 'badges',
  title: 'badge',
  fields: {
    name: text({ required: true }),
    serial: text({ createOnly: true }),
    score: { type: 'integer', title: 'Score', readOnly: true },
    pin: text({ writeOnly: true, required: true }),
    state: text({ enum: ['new', 'used', 'lost'], default: 'new', noReturnTo: ['new'] }),
    limit: { type: 'integer', title: 'Limit', default: 5 },
    open: { type: 'boolean', title: 'Open' },
    tags: { type: 'array', title: 'Tags' },
    more: { type: 'object', title: 'More', default: { a: [1] } },
  },
  relations: {},
  unique: [],
  emits: [],
  customFields: true,
  cascades: [],
};

describe('input for a new object', () => {
  const accept = (input: Parameters<typeof acceptInput>[1], customFields: string[] = []) =>
    acceptInput(type, input, { operation: 'created', customFields });

  it('counts where it may be written, and keeps write-only fields apart', () => {
    expect(accept({ name: 'A', serial: 's', pin: '1', limit: 0 })).toEqual({
      fields: { name: 'A', serial: 's', limit: 0 },
      writeOnly: { pin: '1' },
      problems: [],
    });
  });

  it('leaves read-only fields out without a word', () => {
    expect(accept({ score: 9 })).toEqual({ fields: {}, writeOnly: {}, problems: [] });
  });

  it('asks for the empty value or the default with null', () => {
    const { fields, writeOnly } = accept({ name: null, limit: null, open: null, tags: null, pin: null });
    expect(fields).toEqual({ name: '', limit: 5, open: false, tags: [] });
    expect(writeOnly).toEqual({ pin: '' });
  });

  it('has a problem for each field that nobody knows, those of every object included', () => {
    const { fields, problems } = accept({ size: 1, constructor: 'x', toString: 'x' });
    expect(fields).toEqual({});
    expect(problems.map(({ field }) => field)).toEqual(['size', 'constructor', 'toString']);
    expect(problems[0]?.message).toBe('is not a field of a badge');
  });

  it('may set the fields that the organization has added', () => {
    expect(accept({ 'Büro-Nr.': '4', motto: null }, ['Büro-Nr.', 'motto'])).toEqual({
      fields: { 'Büro-Nr.': '4', motto: '' },
      writeOnly: {},
      problems: [],
    });
  });
});

describe('input for a change', () => {
  it('leaves create-only fields out without a word', () => {
    const accepted = acceptInput(
      type,
      { name: 'B', serial: 'other', score: 1 },
      {
        operation: 'updated',
        customFields: [],
      },
    );
    expect(accepted).toEqual({ fields: { name: 'B' }, writeOnly: {}, problems: [] });
  });
});

describe('a whole object', () => {
  it('has every field but the write-only ones, in the order of the catalogue', () => {
    const filled = withDefaults(type, { open: true, name: 'A' }, ['motto']);
    expect(filled).toEqual({
      name: 'A',
      serial: '',
      score: 0,
      state: 'new',
      limit: 5,
      open: true,
      tags: [],
      more: { a: [1] },
      motto: '',
    });
    expect(Object.keys(filled).slice(0, 3)).toEqual(['name', 'serial', 'score']);
  });

  it('never shares a default with another object', () => {
    const [one, other] = [withDefaults(type, {}, []), withDefaults(type, {}, [])];
    (one.more as { a: number[] }).a.push(2);
    (one.tags as string[]).push('x');
    expect(other).toMatchObject({ more: { a: [1] }, tags: [] });
    expect(withDefaults(type, {}, [])).toMatchObject({ more: { a: [1] }, tags: [] });
  });

  it('forgets custom fields that the organization no longer has', () => {
    expect(withDefaults(type, { motto: 'kept' }, [])).not.toHaveProperty('motto');
  });
});

describe('required fields', () => {
  it('are missing when they are absent or blank, and only then', () => {
    expect(missingFields(type, {}).map(({ field }) => field)).toEqual(['name', 'pin']);
    expect(missingFields(type, { name: '', pin: ' ' })).toEqual([{ field: 'name', message: 'is required' }]);
  });
});

describe('a value that cannot come back', () => {
  it('is refused once the object has left it, and may stay until then', () => {
    expect(forbiddenReturns(type, { state: 'used' }, { state: 'new' })).toEqual([
      { field: 'state', message: 'cannot go back to new' },
    ]);
    expect(forbiddenReturns(type, { state: 'new' }, { state: 'new' })).toEqual([]);
    expect(forbiddenReturns(type, { state: 'used' }, { state: 'lost' })).toEqual([]);
  });
});
