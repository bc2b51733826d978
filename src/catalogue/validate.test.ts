import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../base/json.ts';
import type { ObjectType } from './catalogue.ts';
import { validateFields } from './validate.ts';

const type: ObjectType = {
  name: 'badge',
  plural: 'badges',
  title: 'badge',
  fields: {
    name: { type: 'string', title: 'Name', maxLength: 5 },
    email: { type: 'string', title: 'E-mail', format: 'email' },
    from: { type: 'string', title: 'Address', format: 'ipv4' },
    until: { type: 'string', title: 'Until', format: 'date-time' },
    state: { type: 'string', title: 'State', enum: ['new', 'used'], default: 'new' },
    kind: { type: 'string', title: 'Kind', enum: ['a', 'b'] },
    count: { type: 'integer', title: 'Count', minimum: 0, maximum: 10 },
    number: { type: 'integer', title: 'Number' },
    ratio: { type: 'number', title: 'Ratio' },
    open: { type: 'boolean', title: 'Open' },
    tags: { type: 'array', title: 'Tags', items: { type: 'string' } },
    more: { type: 'object', title: 'More' },
  },
  relations: {},
  unique: [],
  emits: [],
  customFields: true,
  cascades: [],
};

const problemsOf = (fields: JsonObject, customFields: string[] = []) =>
  validateFields(type, fields, customFields).map(({ field, message }) => `${field} ${message}`);

describe('the fields of an object', () => {
  it.each<[string, Json]>([
    ['name', 'ännäö'],
    // Characters, not the halves they are made of.
    ['name', '👍👍👍👍👍'],
    ['email', 'joe@example.com'],
    ['email', ''],
    ['from', '10.0.0.1'],
    ['from', ''],
    ['until', '2026-01-31T08:00:00Z'],
    ['state', 'used'],
    ['kind', ''],
    ['count', 0],
    ['count', 10],
    ['number', Number.MAX_SAFE_INTEGER],
    ['ratio', 1.5],
    ['open', false],
    ['tags', ['a', '']],
    ['more', { deep: [{}] }],
  ])('may have %s = %j', (field, value) => {
    expect(problemsOf({ [field]: value })).toEqual([]);
  });

  it.each<[string, Json, string]>([
    ['name', 'abcdef', 'name must be at most 5 characters long'],
    ['name', 5, 'name must be a string'],
    ['name', null, 'name must be a string'],
    ['name', ['a'], 'name must be a string'],
    ['email', 'joe', 'email must be an e-mail address'],
    ['from', '10.0.0.256', 'from must be an IPv4 address'],
    ['from', '::1', 'from must be an IPv4 address'],
    ['until', 'tomorrow', 'until must be a date and time such as 2026-01-31T08:00:00Z'],
    ['state', 'NEW', 'state must be one of: new, used'],
    ['state', '', 'state must be one of: new, used'],
    ['kind', 'c', 'kind must be one of: a, b'],
    ['count', -1, 'count must be at least 0'],
    ['count', 11, 'count must be at most 10'],
    ['count', 1.5, 'count must be an integer'],
    ['count', '1', 'count must be an integer'],
    ['number', 2 ** 53, 'number must be at most 9007199254740991'],
    ['ratio', '1.5', 'ratio must be a number'],
    ['open', 'true', 'open must be a boolean'],
    ['open', 0, 'open must be a boolean'],
    ['tags', ['a', 1], 'tags.1 must be a string'],
    ['more', [], 'more must be an object'],
    ['size', 1, 'size is not a known field'],
    ['name', 'a\u0000', 'name must not contain the character U+0000'],
  ])('may not have %s = %j', (field, value, problem) => {
    expect(problemsOf({ [field]: value })).toEqual([problem]);
  });

  it('are all looked at, each with one sentence', () => {
    expect(problemsOf({ name: 'too long', count: -1, email: 'x', size: 1 }).sort()).toEqual([
      'count must be at least 0',
      'email must be an e-mail address',
      'name must be at most 5 characters long',
      'size is not a known field',
    ]);
  });

  it('include those that an organization has added, as text of a limited length', () => {
    expect(problemsOf({ 'a/b~c': 'x' }, ['a/b~c'])).toEqual([]);
    expect(problemsOf({ 'a/b~c': 1 }, ['a/b~c'])).toEqual(['a/b~c must be a string']);
    expect(problemsOf({ motto: 'x'.repeat(4097) }, ['motto'])).toEqual([
      'motto must be at most 4096 characters long',
    ]);
    // The next organization has not: what was compiled for one must not serve the other.
    expect(problemsOf({ motto: 'x' })).toEqual(['motto is not a known field']);
  });
});
