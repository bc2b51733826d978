import { expect, it } from 'vitest';
import { groupBy } from './group-by.ts';

it('puts together what has one key, and keeps the order of items and of keys', () => {
  const groups = groupBy([1, 2, 3, 4, 5], (number) => (number % 2 === 0 ? 'even' : 'odd'));
  expect([...groups]).toEqual([
    ['odd', [1, 3, 5]],
    ['even', [2, 4]],
  ]);
  expect([...groupBy([], String)]).toEqual([]);
});
