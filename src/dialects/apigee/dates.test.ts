import { describe, expect, it } from 'vitest';
import { dayBefore, dayIn, isTimeZone, mintDateFrom } from './dates.ts';

describe('a date of monetization', () => {
  it.each([
    ['2026-01-31', '2026-01-31 00:00:00'],
    ['2026-01-31 23:59:59', '2026-01-31 23:59:59'],
    ['2024-02-29', '2024-02-29 00:00:00'],
  ])('%s is read', (input, text) => {
    expect(mintDateFrom(input)).toEqual({ day: input.slice(0, 10), text });
  });

  it.each([
    '',
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-01-31 24:00:00',
    '2026-01-31T00:00:00Z',
    '31.01.2026',
    '0000-01-01',
    ' 2026-01-31',
  ])('%j is none', (input) => {
    expect(mintDateFrom(input)).toBeNull();
  });

  it('has a day before, also across months and years', () => {
    expect([dayBefore('2026-03-01'), dayBefore('2024-03-01'), dayBefore('2026-01-01')]).toEqual([
      '2026-02-28',
      '2024-02-29',
      '2025-12-31',
    ]);
  });

  it('is today by the clocks of the time zone', () => {
    const now = new Date('2026-01-31T03:00:00Z');
    expect(dayIn('UTC', now)).toBe('2026-01-31');
    expect(dayIn('America/New_York', now)).toBe('2026-01-30');
    expect(dayIn('Pacific/Kiritimati', new Date('2026-01-31T12:00:00Z'))).toBe('2026-02-01');
  });
});

describe('a time zone', () => {
  it('is one that can be counted in, by its name', () => {
    const names = ['UTC', 'America/New_York', '', 'Mars/Base', '+01:00'];
    expect(names.map(isTimeZone)).toEqual([true, true, false, false, false]);
  });
});
