import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartSpan, rangeOf, ranges } from './range.ts';

describe('the span of a chart', () => {
  it.each([
    ['1h', '2026-03-01T09:07:00.000Z', 60],
    ['6h', '2026-03-01T04:05:00.000Z', 300],
    ['24h', '2026-02-28T10:00:00.000Z', 900],
    ['7d', '2026-02-22T10:00:00.000Z', 7200],
    ['30d', '2026-01-30T08:00:00.000Z', 28_800],
  ])('of %s begins at a whole bucket', (name, from, bucketSeconds) => {
    const now = new Date('2026-03-01T10:07:31.250Z');
    expect(chartSpan(rangeOf(name), now)).toEqual({ from, bucketSeconds });
  });

  it('holds all of its range, and less than a bucket more', () => {
    const time = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(time, fc.constantFrom(...ranges), (now, range) => {
        const more = now.getTime() - Date.parse(chartSpan(range, now).from) - range.hours * 3_600_000;
        expect(more).toBeGreaterThanOrEqual(0);
        expect(more).toBeLessThan(range.bucketSeconds * 1000);
      }),
    );
  });
});
