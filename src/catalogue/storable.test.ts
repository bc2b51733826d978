import { anything, array, assert, constantFrom, dictionary, jsonValue, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../base/json.ts';
import { findUnstorable } from './storable.ts';

describe('what can be stored', () => {
  it('is all well-formed text without U+0000, at any place', () => {
    const storable = string({ unit: 'grapheme' }).filter((text) => !text.includes('\u0000'));
    const keys = storable.filter((text) => text !== '__proto__');
    assert(
      property(dictionary(keys, array(storable)), (value) => {
        expect(findUnstorable(value)).toEqual([]);
      }),
    );
  });

  it.each([
    'שלום',
    'مرحبا',
    '👩‍👩‍👧',
    'a\u202eb',
    '../..',
    '%00',
    "'; drop table",
    '\\u0000',
    '\u0001',
    '\uffff',
  ])('is %j', (text) => expect(findUnstorable({ text, [text]: 1, list: [[text]] })).toEqual([]));

  it('may be nested as deep as 32 levels and no deeper', () => {
    const nested = (depth: number): Json => (depth === 0 ? 1 : [nested(depth - 1)]);
    expect(findUnstorable(nested(32))).toEqual([]);
    expect(findUnstorable(nested(33))).toEqual([
      { field: Array(33).fill('0').join('.'), message: 'must not be nested deeper than 32 levels' },
    ]);
    // Deep enough to end a careless recursion: an answer all the same.
    expect(findUnstorable(JSON.parse('['.repeat(5000) + ']'.repeat(5000)))).toHaveLength(1);
  });
});

describe('what cannot be stored', () => {
  it('is found wherever it stands, and named by its place', () => {
    const bad = constantFrom('\u0000', 'a\u0000b', '\ud800', 'x\udc00', '\udc00\ud800');
    assert(
      property(bad, jsonValue({ maxDepth: 1 }), (text, other) => {
        const places = findUnstorable({ fine: 'ok', inner: [1, { deep: text }], other: null });
        expect(places.map(({ field }) => field)).toEqual(['inner.1.deep']);
        expect(findUnstorable([text, other as Json]).length).toBeGreaterThan(0);
      }),
    );
  });

  it('is told a hundred times at most', () => {
    expect(findUnstorable(Array.from({ length: 200_000 }, () => ['\u0000']))).toHaveLength(100);
  });

  it('may be a key too', () => {
    expect(findUnstorable({ a: { 'b\u0000': 1 } })).toEqual([
      { field: 'a', message: 'must not contain the character U+0000' },
    ]);
    expect(findUnstorable({ '\ud800': 1 })[0]?.message).toBe('must be well-formed Unicode');
  });

  it('is a key that would change a prototype', () => {
    expect(findUnstorable(JSON.parse('{"a":{"__proto__":{"admin":true}}}'))).toEqual([
      { field: 'a', message: 'must not have a field named __proto__' },
    ]);
  });

  it('never makes it throw', () => {
    assert(property(anything(), (value) => void findUnstorable(value as Json)));
  });
});
