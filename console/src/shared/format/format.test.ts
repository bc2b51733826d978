import { describe, expect, it } from 'vitest';
import { formatBytes } from './bytes.ts';
import { countOf, formatCount, formatRate } from './count.ts';
import { formatCountdown, formatDuration } from './duration.ts';
import { shortId } from './id.ts';
import { plainLine, plainText } from './plain.ts';
import { formatAgo, formatExact, formatTime } from './time.ts';
import { shortUrl } from './url.ts';

describe('a rate', () => {
  it('is never rounded up to what it is not', () => {
    expect(formatRate(999_999, 1_000_000)).toBe('> 99.99 %');
    expect(formatRate(9998, 10_000)).toBe('99.98 %');
    expect(formatRate(989, 1000)).toBe('98.9 %');
    expect(formatRate(9899, 10_000)).toBe('98.9 %');
    expect(formatRate(5, 5)).toBe('100 %');
    expect(formatRate(0, 5)).toBe('0 %');
  });

  it('is a dash where nothing was sent', () => {
    expect(formatRate(0, 0)).toBe('–');
  });
});

describe('a count', () => {
  it('is exact below a million', () => {
    expect(formatCount(999_999)).toBe('999,999');
    expect(formatCount(1_249_999)).toBe('1.24 M');
    expect(countOf(1, 'delivery', 'deliveries')).toBe('1 delivery');
    expect(countOf(0, 'delivery', 'deliveries')).toBe('0 deliveries');
  });
});

describe('a duration', () => {
  it.each([
    [142.4, '142 ms'],
    [3049, '3.0 s'],
    [59_999, '59 s'],
    [252_000, '4 min 12 s'],
    [7_500_000, '2 h 5 min'],
    [7_200_000, '2 h'],
    [6 * 86_400_000 + 3 * 3_600_000, '6 d 3 h'],
    [-5, '0 ms'],
  ])('of %d ms is %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

  it('counts down to nothing', () => {
    expect(formatCountdown(252_000)).toBe('4:12');
    expect(formatCountdown(3_909_000)).toBe('1:05:09');
    expect(formatCountdown(-1)).toBe('0:00');
  });
});

describe('a size', () => {
  it('is decimal', () => {
    expect([312, 1400, 999_949, 999_950, 18.2e9].map(formatBytes)).toEqual([
      '312 B',
      '1.4 kB',
      '999.9 kB',
      '1 MB',
      '18.2 GB',
    ]);
  });
});

describe('a time', () => {
  const now = new Date('2026-11-22T15:00:00Z');

  it('says no more than is needed to tell it apart', () => {
    expect(formatTime(new Date('2026-11-22T14:03:07Z'), now, 'UTC')).toBe('14:03:07');
    expect(formatTime(new Date('2026-11-21T14:03:07Z'), now, 'UTC')).toBe('21 Nov 14:03:07');
    expect(formatTime(new Date('2025-11-21T14:03:07Z'), now, 'UTC')).toBe('21 Nov 2025 14:03:07');
  });

  it('is that of the reader, not of the server', () => {
    expect(formatTime(new Date('2026-11-21T23:30:00Z'), now, 'Europe/Berlin')).toBe('00:30:00');
  });

  it('is exact where asked', () => {
    expect(formatExact(new Date('2026-11-22T14:03:07.482Z'), 'UTC')).toBe(
      '22 November 2026 at 14:03:07.482 UTC',
    );
  });

  it('is told by its distance', () => {
    expect(formatAgo(new Date('2026-11-22T14:57:00Z'), now)).toBe('3 min ago');
    expect(formatAgo(new Date('2026-11-22T15:04:10Z'), now)).toBe('in 4 min');
    expect(formatAgo(now, now)).toBe('just now');
  });
});

describe('foreign text', () => {
  it('cannot turn or hide what stands beside it', () => {
    expect(plainText('a\u202Eb\u0000c\u001b[31m\u200bd\ufeff')).toBe('a⟨U+202E⟩b␀c␛[31m⟨U+200B⟩d⟨U+FEFF⟩');
  });

  it('keeps its lines, and what other scripts need', () => {
    expect(plainText('eins\r\nzwei\tdrei שלום 👩')).toBe('eins\nzwei\tdrei שלום 👩');
  });

  it('is cut on one line', () => {
    expect(plainLine('a\nb')).toBe('a b');
    expect(plainLine('x'.repeat(500), 10)).toBe('xxxxxxxxxx…');
  });
});

describe('an id and a URL', () => {
  it('keep what tells them apart', () => {
    expect(shortId('0193a5f2-6c1e-7b7a-9d2f-3e5b9f3ac2d1')).toBe('…9f3ac2d1');
    expect(shortId('1000007')).toBe('1000007');
    expect(shortUrl('https://hooks.acme.io/')).toBe('hooks.acme.io');
    expect(shortUrl(`https://hooks.acme.io/${'a'.repeat(60)}/apigee`)).toMatch(
      /^hooks\.acme\.io\/a+…a+\/apigee$/,
    );
  });
});
