import { assert, boolean, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptWhenShut, memoryLimits, shareOf } from './share.ts';

const { maxPerWebhook, maxTotal, shareWhenScarce } = memoryLimits;
const share = (total: number, lately = 0, recovering = false) =>
  shareOf({ total, lately, recovering }, memoryLimits);

describe('the share of a webhook', () => {
  it('is all that one may have while less than half is taken, whatever it has shown', () => {
    expect(share(0)).toEqual({ share: maxPerWebhook, all: maxTotal });
    expect(share(maxTotal / 2 - 1)).toEqual({ share: maxPerWebhook, all: maxTotal });
  });

  it('shrinks for one that has shown nothing while memory fills up, and is never nothing', () => {
    const shares = [0.5, 0.65, 0.8, 0.9, 1].map((part) => share(maxTotal * part).share);
    expect(shares).toEqual([shareWhenScarce, shareWhenScarce / 2, 5, 5, 5]);
  });

  it('is twice what it has shown where that is more, up to nine tenths of all', () => {
    expect(share(maxTotal * 0.85, 300)).toEqual({ share: 600, all: maxTotal * 0.9 });
    expect(share(maxTotal * 0.85, 9_000).share).toBe(maxPerWebhook);
    expect(share(maxTotal * 0.9, 300)).toEqual({ share: 5, all: maxTotal });
  });

  it('begins small after its receiver was down, and grows by what it gets through', () => {
    expect([0, 5, 8, 40].map((lately) => share(0, lately, true).share)).toEqual([
      keptWhenShut,
      keptWhenShut,
      16,
      80,
    ]);
  });

  it('is never more after its receiver was down than otherwise, nor more than all', () => {
    const total = integer({ min: 0, max: maxTotal });
    const lately = integer({ min: 0, max: 20_000 });
    assert(
      property(total, lately, boolean(), (taken, done, recovering) => {
        const own = share(taken, done, recovering);
        expect(own.share).toBeLessThanOrEqual(share(taken, done).share);
        expect(own.share).toBeGreaterThan(0);
        expect(own.share).toBeLessThanOrEqual(maxPerWebhook);
        expect(own.all).toBeLessThanOrEqual(maxTotal);
      }),
    );
  });
});
