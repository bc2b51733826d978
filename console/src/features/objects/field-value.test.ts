import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeNumber } from '../../shared/format/number.ts';
import { wordsOfName } from './catalogue.ts';
import { kindOf } from './field-kind.ts';
import { newRow, pointersOf, type Row, read, typed, type ValueProblem } from './field-value.ts';

const urls = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      url: { type: 'string' },
      weight: { type: ['string', 'null'] },
      ttl: { type: 'integer' },
      on: { type: 'boolean' },
    },
    required: ['url'],
  },
};
const limits = { type: 'object', properties: { perDay: { type: 'integer' }, urls } };

describe('a list of objects in a form', () => {
  it('is rows where the schema says what is in them, and JSON otherwise', () => {
    expect(kindOf(urls)).toBe('rows');
    expect(kindOf(limits)).toBe('group');
    expect(kindOf({ type: 'array', items: { type: 'object' } })).toBe('json');
    expect(kindOf({ type: 'object' })).toBe('json');
    expect(kindOf({ type: 'array', items: { type: 'array' } })).toBe('json');
  });

  it('gives back as it came what nobody touched: null, what is left out, what no schema knows', () => {
    const value = [
      { url: 'a', weight: null, more: { b: 1 } },
      { url: 'c', ttl: 5, on: true },
    ];
    expect(read(urls, typed(urls, value), '/x', [])).toEqual(value);
  });

  it('changes what was touched, adds entries and takes them away', () => {
    const [first, second] = typed(urls, [{ url: 'a', weight: 'EU', more: 1 }, { url: 'c' }]) as Row[];
    const touched = { ...first!, fields: { ...first!.fields, weight: '', ttl: '60' } };
    const added = newRow(urls, 2);
    added.fields.url = 'new';
    expect(read(urls, [touched, added], '/x', [])).toEqual([{ url: 'a', ttl: 60, more: 1 }, { url: 'new' }]);
    expect(read(urls, [second!], '/x', [])).toEqual([{ url: 'c' }]);
  });

  it('sends a required field empty, so that the server can say what is wrong with it', () => {
    const [row] = typed(urls, [{ url: 'a' }]) as Row[];
    expect(read(urls, [{ ...row!, fields: { ...row!.fields, url: '' } }], '/x', [])).toEqual([{ url: '' }]);
  });

  it('says by its pointer what cannot be read, also deep inside', () => {
    const value = typed(limits, { perDay: 1, urls: [{ url: 'a' }, { url: 'b', ttl: 3 }] });
    const problems: ValueProblem[] = [];
    const group = value as unknown as { fields: { urls: Row[] } };
    group.fields.urls[1]!.fields.ttl = 'soon';
    read(limits, value, '/fields/limits', problems);
    expect(problems).toEqual([{ pointer: '/fields/limits/urls/1/ttl', detail: writeNumber }]);
    expect(pointersOf(value, '/l')).toEqual([
      '/l/perDay',
      ...['url', 'weight', 'ttl', 'on'].map((name) => `/l/urls/0/${name}`),
      '/l/urls/0',
      ...['url', 'weight', 'ttl', 'on'].map((name) => `/l/urls/1/${name}`),
      '/l/urls/1',
      '/l/urls',
      '/l',
    ]);
  });

  it('comes back as it was, whatever is in it', () => {
    const entry = fc.record(
      {
        url: fc.string(),
        weight: fc.option(fc.string()),
        ttl: fc.integer(),
        on: fc.boolean(),
        unknown: fc.jsonValue({ noUnicodeString: false }),
      },
      { requiredKeys: ['url'] },
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 3 }), (value) => {
        const problems: ValueProblem[] = [];
        expect(read(urls, typed(urls, value), '/x', problems)).toEqual(value);
        expect(problems).toEqual([]);
      }),
    );
  });
});

it('is named in words where the schema has no title', () => {
  expect(wordsOfName('loadBalancingStrategyValue')).toBe('Load balancing strategy value');
  expect(wordsOfName('metering_type')).toBe('Metering type');
});
