import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountFrom, amountText, percentUsed } from './decimals.ts';

describe('an amount', () => {
  it('is read exactly from text and from numbers of JSON', () => {
    expect(amountFrom('12.5')).toBe(125_000n);
    expect(amountFrom(0.1)).toBe(1000n);
    expect(amountFrom(0)).toBe(0n);
    expect(amountFrom('999999999999999.9999')).toBe(9_999_999_999_999_999_999n);
  });

  it.each(['-1', '1.00001', '1e3', '', '.5', '1.', ' 1', 'NaN', '1,5'])('is not %j', (text) => {
    expect(amountFrom(text)).toBeNull();
  });

  it.each([-1, 0.00001, 1e21, Number.NaN, Number.POSITIVE_INFINITY])('is not the number %d', (number) => {
    expect(amountFrom(number)).toBeNull();
  });

  it('is written as it was read', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 19n - 1n }), (amount) => {
        expect(amountFrom(amountText(amount))).toBe(amount);
      }),
    );
  });

  it('is a percentage of a target, rounded down to two places', () => {
    expect(percentUsed(8_000_000n, 1000n)).toBe(80);
    expect(percentUsed(6_666_666n, 1000n)).toBe(66.66);
    expect(percentUsed(15_000_000n, 1000n)).toBe(150);
    expect(percentUsed(1n, 0n)).toBeNull();
  });
});
