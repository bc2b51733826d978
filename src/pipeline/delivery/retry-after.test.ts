import { afterEach, describe, expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const nowMs = Date.parse('1994-11-06T08:49:00Z');
const asked = (value: string | string[]) => retryAfterMs({ 'retry-after': value }, nowMs);
const zone = process.env.TZ;

afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe('Retry-After', () => {
  it('may be a number of seconds', () => {
    expect(asked('0')).toBe(0);
    expect(asked(' 120 ')).toBe(120_000);
    expect(asked('9999999999')).toBe(9_999_999_999_000);
    expect(asked(['7', '9'])).toBe(7000);
  });

  it.each(['UTC', 'America/New_York', 'Asia/Kolkata'])(
    'may be a date in each of the three forms of HTTP, all of them in GMT, on a machine in %s',
    (machineZone) => {
      process.env.TZ = machineZone;
      expect(asked('Sun, 06 Nov 1994 08:49:37 GMT')).toBe(37_000);
      expect(asked('Sunday, 06-Nov-94 08:49:37 GMT')).toBe(37_000);
      expect(asked('Sun Nov  6 08:49:37 1994')).toBe(37_000);
      expect(asked('Wednesday, 09-Nov-94 08:49:00 GMT')).toBe(3 * 24 * 60 * 60 * 1000);
    },
  );

  it('is over when its date has passed', () => {
    expect(asked('Sun, 06 Nov 1994 08:48:59 GMT')).toBe(0);
  });

  it.each([
    '',
    ' ',
    '-1',
    '1.5',
    '1e3',
    '0x10',
    '99999999999',
    'soon',
    'Sun, 99 Nov 1994 08:49:37 GMT',
    'Sun',
    '1994-11-06T08:50:00Z',
    'Sunny, 06 Nov 1994 08:49:37 GMT',
  ])('means nothing as %j', (value) => {
    expect(asked(value)).toBeNull();
  });

  it('is not there where no header is', () => {
    expect(retryAfterMs({}, nowMs)).toBeNull();
    expect(retryAfterMs({ 'retry-after': [] }, nowMs)).toBeNull();
  });
});
