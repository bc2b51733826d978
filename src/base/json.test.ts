import { assert, json, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, isJsonObject, type Json, sameJson } from './json.ts';

/** The same value with the keys of every object turned round. */
function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map(turned);
  if (!isJsonObject(value)) return value;
  // `fromEntries` defines properties, so that a key named __proto__ stays one.
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, turned(item)]),
  );
}

describe('two JSON values', () => {
  it('are the same whatever the order of their keys', () => {
    assert(
      property(json(), (text) => {
        expect(sameJson(JSON.parse(text), turned(JSON.parse(text)))).toBe(true);
      }),
    );
  });

  it('are the same only if their sorted text is', () => {
    const sorted = (value: Json): Json =>
      Array.isArray(value)
        ? value.map(sorted)
        : isJsonObject(value)
          ? Object.entries(value)
              .sort(([left], [right]) => (left < right ? -1 : 1))
              .map(([key, item]) => [key, sorted(item)])
          : value;
    assert(
      property(json({ maxDepth: 2 }), json({ maxDepth: 2 }), (left, right) => {
        const values: [Json, Json] = [JSON.parse(left), JSON.parse(right)];
        const [one, other] = values.map((value) => JSON.stringify([isJsonObject(value), sorted(value)]));
        expect(sameJson(...values)).toBe(one === other);
      }),
    );
  });

  it.each<[string, Json | undefined, Json | undefined]>([
    ['a longer list', [1, 2], [1]],
    ['another order of a list', [1, 2], [2, 1]],
    ['another key', { a: 1 }, { b: 1 }],
    ['a key that every object inherits', JSON.parse('{"__proto__":{}}'), { a: {} }],
    ['one key more', { a: 1 }, { a: 1, b: 2 }],
    ['text and number', '1', 1],
    ['null and nothing', null, undefined],
    ['null and an object', null, {}],
    ['a list and an object', [], {}],
  ])('are told apart: %s', (_name, left, right) => {
    expect(sameJson(left, right)).toBe(false);
    expect(sameJson(right, left)).toBe(false);
  });
});

describe('canonical JSON', () => {
  it('is the same text for the same value, and another one for another', () => {
    const values = json({ maxDepth: 2 }).map((text): Json => JSON.parse(text));
    assert(
      property(values, values, (left, right) => {
        expect(canonicalJson(turned(left))).toBe(canonicalJson(left));
        expect(canonicalJson(left) === canonicalJson(right)).toBe(sameJson(left, right));
      }),
    );
  });

  it('is JSON of the value', () => {
    assert(
      property(json(), (text) => {
        const value = JSON.parse(text);
        expect(sameJson(JSON.parse(canonicalJson(value)), value)).toBe(true);
      }),
    );
  });
});

describe('a JSON object', () => {
  it('is no list, no null and no text', () => {
    expect([{}, { a: 1 }].every(isJsonObject)).toBe(true);
    expect([[], null, undefined, '', 0, false].some(isJsonObject)).toBe(false);
  });
});
