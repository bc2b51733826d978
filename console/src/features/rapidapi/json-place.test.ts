import { expect, it } from 'vitest';
import { jsonProblem, pretty } from './json-place.ts';

it('is found where it is', () => {
  expect(jsonProblem('{"a": [1]}')).toBeUndefined();
  expect(jsonProblem('{\n  "a": 1\n  "b": 2\n}')).toMatch(/^Line 3, column 3: /);
  expect(jsonProblem('')).toBeDefined();
});

it('is laid out only where there is nothing wrong', () => {
  expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(pretty('{"a":')).toBe('{"a":');
});
