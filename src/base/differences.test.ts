import { describe, expect, it } from 'vitest';
import { differencesBetween } from './differences.ts';

describe('the differences between two objects', () => {
  it('are none where they say the same in another order', () => {
    expect(differencesBetween({ a: 1, b: { c: [1], d: null } }, { b: { d: null, c: [1] }, a: 1 })).toEqual(
      {},
    );
  });

  it('are what was added, taken away and changed, with what it was', () => {
    expect(differencesBetween({ a: 1, b: 'x', c: true }, { a: 2, c: true, d: [] })).toEqual({
      a: { from: 1, to: 2 },
      b: { from: 'x', to: null },
      d: { from: null, to: [] },
    });
  });

  it('are not said of what is null and what is not there', () => {
    expect(differencesBetween({ a: null }, {})).toEqual({});
  });
});
