import { describe, expect, it } from 'vitest';
import type { ObjectType } from '../../shared/api/types.ts';
import { writeNumber } from '../../shared/format/number.ts';
import { kindOf } from './field-kind.ts';
import { changeFrom, valuesOf } from './values.ts';

const type = {
  name: 'app',
  relations: [{ name: 'owner', to: 'member', cardinality: 'one' }],
  schema: {
    properties: {
      name: { type: 'string' },
      limit: { type: 'integer' },
      trusted: { type: 'boolean' },
      state: { type: 'string', enum: ['on', 'off'], default: 'on' },
      tags: { type: 'array', items: { type: 'string' } },
      extra: { type: 'object' },
    },
  },
} as unknown as ObjectType;

const object = {
  fields: { name: 'a', limit: 3, trusted: true, state: 'off', tags: ['x', 'y'], extra: { b: 1 } },
  parents: { owner: [{ id: '1', label: 'Ada' }] },
};

describe('the values of a form', () => {
  it('begin with the defaults of a type, or with the object', () => {
    expect(valuesOf(type)).toEqual({
      fields: { name: '', limit: '', trusted: false, state: 'on', tags: '', extra: '' },
      links: { owner: [] },
    });
    expect(valuesOf(type, object).fields).toEqual({
      name: 'a',
      limit: '3',
      trusted: true,
      state: 'off',
      tags: 'x\ny',
      extra: '{\n  "b": 1\n}',
    });
  });

  it('ask only for what differs', () => {
    const before = valuesOf(type, object);
    expect(changeFrom(type, before, before)).toEqual({ fields: {}, links: {}, problems: [] });
    const now = {
      fields: { ...before.fields, limit: '12,5', tags: ' z \n\n', extra: '', trusted: false },
      links: { owner: [{ id: '2', label: 'Bob' }] },
    };
    expect(changeFrom(type, before, now)).toEqual({
      fields: { limit: 12.5, tags: ['z'], extra: {}, trusted: false },
      links: { owner: ['2'] },
      problems: [],
    });
  });

  it('say at their fields what cannot be read', () => {
    const before = valuesOf(type);
    const now = { ...before, fields: { ...before.fields, limit: 'many', extra: '{' } };
    expect(changeFrom(type, before, now).problems).toEqual([
      { pointer: '/fields/limit', detail: writeNumber },
      { pointer: '/fields/extra', detail: 'Line 1, column 2: the text ends too early.' },
    ]);
  });

  it('are shown by the kind of their schema', () => {
    expect(kindOf({ type: 'array', items: { type: 'object' } })).toBe('json');
    expect(kindOf({ type: 'string', enum: ['a'] })).toBe('choice');
  });
});
