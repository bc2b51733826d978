import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodAt, periodOf, runningAt, type Terms } from './periods.ts';
import { dayAt, startOfDayMs } from './zones.ts';

const zones = [
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Havana',
  'Africa/Cairo',
  'Asia/Beirut',
  'America/Santiago',
  'Pacific/Apia',
  'Pacific/Kiritimati',
];

const anyTerms: fc.Arbitrary<Terms> = fc.record({
  startDay: fc
    .integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2040, 0, 1) })
    .map((ms) => new Date(ms).toISOString().slice(0, 10)),
  endDay: fc.constant(null),
  timeZone: fc.constantFrom(...zones),
  periodMonths: fc.integer({ min: 1, max: 24 }),
});

const monthly = (startDay: string, timeZone = 'UTC'): Terms => ({
  startDay,
  endDay: null,
  timeZone,
  periodMonths: 1,
});
const iso = (ms: number) => new Date(ms).toISOString();

describe('a period', () => {
  it('begins at the midnight of the zone, in summer and in winter', () => {
    const terms = monthly('2026-02-19', 'America/New_York');
    expect(iso(periodOf(terms, 0).startsAtMs)).toBe('2026-02-19T05:00:00.000Z');
    expect(iso(periodOf(terms, 1).startsAtMs)).toBe('2026-03-19T04:00:00.000Z');
  });

  it('begins on the last day of a month that is too short, and again on its own day after it', () => {
    const terms = monthly('2026-12-31');
    const days = [1, 2, 3, 14].map((number) => iso(periodOf(terms, number).startsAtMs).slice(0, 10));
    expect(days).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2028-02-29']);
  });

  it('begins when the clocks jump, where there is no midnight that day', () => {
    // Cairo, 24 April 2026: 00:00 becomes 01:00.
    expect(iso(periodOf(monthly('2026-04-24', 'Africa/Cairo'), 0).startsAtMs)).toBe(
      '2026-04-23T22:00:00.000Z',
    );
    expect(iso(periodOf(monthly('2026-04-24', 'Africa/Cairo'), 1).startsAtMs)).toBe(
      '2026-05-23T21:00:00.000Z',
    );
    // Samoa went without the 30th of December 2011.
    expect(iso(periodOf(monthly('2011-12-30', 'Pacific/Apia'), 0).startsAtMs)).toBe(
      '2011-12-30T10:00:00.000Z',
    );
  });

  it('begins at the first of two midnights', () => {
    // Havana, 1 November 2026: 01:00 becomes 00:00.
    expect(iso(periodOf(monthly('2026-11-01', 'America/Havana'), 0).startsAtMs)).toBe(
      '2026-11-01T04:00:00.000Z',
    );
  });

  it('is exactly one for each moment, each ending where the next begins', () => {
    fc.assert(
      fc.property(anyTerms, fc.integer({ min: 0, max: 20 * 365 * 86_400_000 }), (terms, laterMs) => {
        const atMs = periodOf(terms, 0).startsAtMs + laterMs;
        const { number, startsAtMs, endsAtMs } = runningAt(terms, atMs);
        expect(startsAtMs).toBeLessThanOrEqual(atMs);
        expect(endsAtMs).toBeGreaterThan(atMs);
        expect(periodOf(terms, number + 1).startsAtMs).toBe(endsAtMs);
        expect(runningAt(terms, endsAtMs).number).toBe(number + 1);
        expect(runningAt(terms, endsAtMs - 1).number).toBe(number);
      }),
      { numRuns: 500 },
    );
  });

  it('begins on the first moment of its day', () => {
    fc.assert(
      fc.property(anyTerms, fc.integer({ min: 0, max: 240 }), (terms, number) => {
        const { startsAtMs } = periodOf(terms, number);
        const day = dayAt(terms.timeZone, startsAtMs);
        expect(startOfDayMs(terms.timeZone, day)).toBe(startsAtMs);
        expect(dayAt(terms.timeZone, startsAtMs - 1)).not.toEqual(day);
      }),
      { numRuns: 500 },
    );
  });

  it('is none before the first day and after the last', () => {
    const terms = { ...monthly('2026-01-10', 'Asia/Kathmandu'), endDay: '2026-01-31' };
    const firstMs = Date.parse('2026-01-09T18:15:00Z');
    const overMs = Date.parse('2026-01-31T18:15:00Z');
    expect(periodAt(terms, firstMs - 1)).toBeNull();
    expect(periodAt(terms, firstMs)?.number).toBe(0);
    expect(periodAt(terms, overMs - 1)?.number).toBe(0);
    expect(periodAt(terms, overMs)).toBeNull();
  });
});
