import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonProblem, pretty } from './json-place.ts';

it.each([
  ['{"broken": }', 'Line 1, column 12: } is not expected here.'],
  ['{\n  "a": 1\n  "b": 2\n}', 'Line 3, column 3: " is not expected here.'],
  ['[1, 2,]', 'Line 1, column 7: ] is not expected here.'],
  ['{"a": [1', 'Line 1, column 9: the text ends too early.'],
  ['{} {}', 'Line 1, column 4: { is not expected here.'],
  ["{'a': 1}", "Line 1, column 2: ' is not expected here."],
  ['', 'Line 1, column 1: the text ends too early.'],
])('finds where %j breaks', (text, words) => {
  expect(jsonProblem(text)).toBe(words);
});

it('finds nothing wrong with JSON, and the end of JSON that was cut', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), (text) => {
      expect(jsonProblem(text)).toBeUndefined();
      if (/^[[{]/.test(text)) expect(jsonProblem(text.slice(0, -1))).toContain('ends too early');
    }),
  );
});

it('is laid out only where there is nothing wrong', () => {
  expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(pretty('{"a":')).toBe('{"a":');
});

it('is laid out with all its digits, and its fields in their order', () => {
  expect(pretty('{"b":12345678901234567890,"1":[1.50,{}],"b":" {"}')).toBe(
    '{\n  "b": 12345678901234567890,\n  "1": [\n    1.50,\n    {}\n  ],\n  "b": " {"\n}',
  );
});

it('is laid out as scripts do it', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      expect(pretty(text)).toBe(JSON.stringify(JSON.parse(text), null, 2));
    }),
  );
});
