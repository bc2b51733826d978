import { array, assert, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullBucket, takeToken } from './token-bucket.ts';

const limits = { ratePerSecond: 2, burst: 3 };

/** When each of some requests goes out that all want to at once, in milliseconds from the start. */
function times(count: number, { ratePerSecond, burst }: typeof limits): number[] {
  let bucket = fullBucket(burst, 0);
  let nowMs = 0;
  const found: number[] = [];
  while (found.length < count) {
    const taken = takeToken(bucket, { ratePerSecond, burst }, nowMs);
    // As lanes do: what is not there yet is not taken, but asked for again.
    if (taken.waitMs > 0) nowMs += taken.waitMs;
    else {
      bucket = taken.bucket;
      found.push(nowMs);
    }
  }
  return found;
}

describe('a bucket', () => {
  it('lets its burst out at once, and then the rate', () => {
    expect(times(6, limits)).toEqual([0, 0, 0, 500, 1_000, 1_500]);
  });

  it('spreads a rate below one a second', () => {
    expect(times(3, { ratePerSecond: 0.1, burst: 1 })).toEqual([0, 10_000, 20_000]);
  });

  it('is never fuller than its burst, however long nobody asks', () => {
    const { bucket } = takeToken(fullBucket(3, 0), limits, 3_600_000);
    expect(bucket).toEqual({ tokens: 2, atMs: 3_600_000 });
  });

  it('holds no more than a burst that was made smaller meanwhile', () => {
    expect(takeToken(fullBucket(100, 0), { ratePerSecond: 1, burst: 2 }, 0).bucket.tokens).toBe(1);
  });

  it('gains nothing from a clock that is set back', () => {
    const { bucket } = takeToken(fullBucket(1, 10_000), { ratePerSecond: 1, burst: 1 }, 5_000);
    expect(bucket.tokens).toBe(0);
    expect(takeToken(bucket, { ratePerSecond: 1, burst: 1 }, 5_000).waitMs).toBe(1_000);
  });

  it('says when the next one is there, to the millisecond that is surely enough', () => {
    const { bucket } = takeToken(fullBucket(1, 0), { ratePerSecond: 3, burst: 1 }, 0);
    expect(takeToken(bucket, { ratePerSecond: 3, burst: 1 }, 0).waitMs).toBe(334);
    expect(takeToken(bucket, { ratePerSecond: 3, burst: 1 }, 333).waitMs).toBe(1);
    expect(takeToken(bucket, { ratePerSecond: 3, burst: 1 }, 334).waitMs).toBe(0);
  });

  it('never lets more out in any span of time than burst and rate allow, nor keeps anybody for good', () => {
    const ask = record({ pauseMs: integer({ min: 0, max: 2_000 }), count: integer({ min: 1, max: 10 }) });
    assert(
      property(
        integer({ min: 1, max: 500 }),
        integer({ min: 1, max: 20 }),
        array(ask, { minLength: 1, maxLength: 20 }),
        (tenths, burst, asks) => {
          const ratePerSecond = tenths / 10;
          let bucket = fullBucket(burst, 0);
          let nowMs = 0;
          const out: number[] = [];
          for (const { pauseMs, count } of asks) {
            nowMs += pauseMs;
            for (let left = count, tries = 0; left > 0; tries++) {
              // A wait that is over may be short of a rounding error, once.
              expect(tries).toBeLessThan(count * 3);
              const taken = takeToken(bucket, { ratePerSecond, burst }, nowMs);
              nowMs += taken.waitMs;
              if (taken.waitMs > 0) continue;
              bucket = taken.bucket;
              out.push(nowMs);
              left -= 1;
            }
          }
          for (const [from, start] of out.entries()) {
            const allowed = (to: number) => burst + ((out[to]! - start) * ratePerSecond) / 1000 + 1e-6;
            expect(out.findIndex((_at, to) => to >= from && to - from + 1 > allowed(to))).toBe(-1);
          }
        },
      ),
    );
  });
});
