import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeDelays, parseDelays, writeDelays } from './delays.ts';

describe('a schedule of retries', () => {
  it('is read as people write it', () => {
    expect(parseDelays('5 s, 30s,\n1.5 min; 2 h')).toEqual([5000, 30_000, 90_000, 7_200_000]);
    expect(parseDelays(' ')).toEqual([]);
    expect(parseDelays('5 s, soon')).toBeNull();
    expect(parseDelays('5')).toBeNull();
  });

  it('comes back as it was written', () => {
    const delays = fc.array(fc.integer({ min: 1, max: 7 * 86_400_000 }), { maxLength: 20 });
    fc.assert(
      fc.property(delays, (value) => {
        expect(parseDelays(writeDelays(value))).toEqual(value);
      }),
    );
  });

  it('says what it means', () => {
    expect(describeDelays([5000, 300_000])).toBe('3 attempts: at once, then after 5.0 s, 5 min.');
    expect(describeDelays([])).toBe('1 attempt, at once.');
  });
});
