import { describe, expect, it } from 'vitest';
import { median, percentile } from './statistics.ts';

describe('the median', () => {
  it.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
  ])('of %j is %d', (values, expected) => expect(median(values)).toBe(expected));

  it('leaves the list as it was', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it('of nothing is a mistake', () => expect(() => median([])).toThrow('nothing'));
});

describe('a percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  it.each([
    [50, 50],
    [99, 99],
    [99.5, 100],
    [100, 100],
    [0, 1],
  ])('p%d of 1 to 100 is %d', (percent, expected) => expect(percentile(hundred, percent)).toBe(expected));

  it('is a value that was measured', () => expect(percentile([1, 1000], 50)).toBe(1));
  it('sorts by size and not by spelling', () => expect(percentile([9, 10, 100], 99)).toBe(100));
  it('of nothing is a mistake', () => expect(() => percentile([], 99)).toThrow('nothing'));
});
