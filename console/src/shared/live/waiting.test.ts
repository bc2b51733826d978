import { expect, it } from 'vitest';
import { noneWaiting, rateOf, withMore } from './waiting.ts';

it('adds up what waits, and stays unsure once it was', () => {
  const some = withMore(noneWaiting, { count: 12, capped: false });
  expect(some).toEqual({ count: 12, capped: false });
  expect(withMore(withMore(some, { count: 1000, capped: true }), { count: 3, capped: false })).toEqual({
    count: 1015,
    capped: true,
  });
});

it('has a rate only above twenty a second, of the last seconds', () => {
  const each = (count: number) => [0, 1, 2, 3].map((second) => ({ atMs: 10_000 + second * 1000, count }));
  expect(rateOf([], 13_000)).toBeNull();
  expect(rateOf(each(20), 13_000)).toBeNull();
  expect(rateOf(each(340), 13_000)).toBe(340);
  expect(rateOf([{ atMs: 10_000, count: 21 }], 10_000)).toBe(21);
  expect(rateOf(each(340), 30_000)).toBeNull();
});
