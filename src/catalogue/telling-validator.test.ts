import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { tellingValidators } from './telling-validator.ts';

const compile = tellingValidators((allErrors) => new Ajv({ allErrors, useDefaults: true }));
const texts = compile({ type: 'object', additionalProperties: { type: 'string' } });
const numbered = (count: number, value: unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, value]));

describe('a value that breaks its schema', () => {
  it('is told everything when it is small', () => {
    expect(texts(numbered(1000, 1))).toHaveLength(1000);
  });

  it.each<[string, unknown]>([
    ['has many values', numbered(1001, 1)],
    ['has many values further down', numbered(10, numbered(100, 1))],
    ['is nested without end', Array.from({ length: 100_000 }).reduce<object>((inner) => ({ a: inner }), {})],
  ])('is told the first thing when it %s', (_what, value) => {
    expect(texts(value)).toHaveLength(1);
  });

  it('is told of the right mistake by turns', () => {
    expect(texts({ a: 1, b: 2 }).map(({ instancePath }) => instancePath)).toEqual(['/a', '/b']);
    expect(texts({ c: 1 }).map(({ instancePath }) => instancePath)).toEqual(['/c']);
    expect(texts({ c: 'c' })).toEqual([]);
  });
});

it('fills in defaults', () => {
  const value = {};
  expect(compile({ type: 'object', properties: { a: { type: 'number', default: 1 } } })(value)).toEqual([]);
  expect(value).toEqual({ a: 1 });
});
