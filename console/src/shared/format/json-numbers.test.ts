import fc from 'fast-check';
import { expect, it } from 'vitest';
import { numbersSurvive } from './json-numbers.ts';

it.each([
  '{"id": 12345678901234567890}',
  '[9007199254740993]',
  '{"rate": 0.12345678901234567891}',
  '[1e400]',
  '[-1E-400]',
  '{"a": "1", "b": [{"c": 100000000000000000001}]}',
])('says that a number of %s is rounded', (json) => {
  expect(numbersSurvive(json)).toBe(false);
});

it.each([
  '{"id": "12345678901234567890"}',
  '["a \\" 12345678901234567890"]',
  '{"12345678901234567890": 1}',
  '[1, -1.50, 0, 0.0, 1e3, 100000000000000000000, 9007199254740991, true, null]',
])('says that all numbers of %s are read as they are', (json) => {
  expect(numbersSurvive(json)).toBe(true);
});

it('finds nothing rounded in what a script wrote', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), (json) => {
      expect(numbersSurvive(json)).toBe(true);
    }),
  );
});
