import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerStepOf, answerTimes } from '../../store/records/answer-times.ts';
import type { Result } from '../delivery/result.ts';
import { bucketsOf } from './buckets.ts';
import { percentileOf } from './percentile.ts';
import { tallyOf } from './tally.ts';

const now = Date.parse('2026-03-01T10:07:31.250Z');
const ago = (seconds: number) => new Date(now - seconds * 1000);

describe('buckets', () => {
  it.each([
    [3600, 60, 'minute'],
    [6 * 3600, 300, 'minute'],
    [86_400, 900, 'minute'],
    [7 * 86_400, 7200, 'hour'],
    [30 * 86_400, 28_800, 'hour'],
  ])('of the last %i s are %i s long, made of the figures of each %s', (seconds, bucketSeconds, grain) => {
    expect(bucketsOf({ from: ago(seconds) }, now)).toMatchObject({ bucketSeconds, grain, to: new Date(now) });
  });

  it.each([
    [3600, 60],
    [6 * 3600, 300],
    [86_400, 900],
    [7 * 86_400, 7200],
  ])(
    'of %i s are no longer because the beginning was rounded down to its minute',
    (seconds, bucketSeconds) => {
      const from = new Date(Math.floor(ago(seconds).getTime() / 60_000) * 60_000);
      expect(bucketsOf({ from }, now)).toMatchObject({ bucketSeconds });
      expect(bucketsOf({ from: ago(seconds + 60) }, now).bucketSeconds).toBeGreaterThan(bucketSeconds);
    },
  );

  it('begin with a whole minute, or a whole hour where they are hours', () => {
    expect(bucketsOf({}, now).from).toEqual(new Date('2026-02-28T10:07:00Z'));
    expect(bucketsOf({ from: ago(7 * 86_400) }, now).from).toEqual(new Date('2026-02-22T10:00:00Z'));
  });

  it.each([
    [{ from: ago(0), to: ago(60) }, 'from'],
    [{ from: ago(401 * 86_400) }, 'from'],
    [{ from: ago(86_400), bucketSeconds: 90 }, 'bucketSeconds'],
    [{ from: ago(3 * 86_400), bucketSeconds: 900 }, 'bucketSeconds'],
    [{ from: ago(40 * 3600), bucketSeconds: 60 }, 'bucketSeconds'],
  ])('are refused where they cannot be made: %j', (asked, field) => {
    expect(() => bucketsOf(asked, now)).toThrowError(
      expect.objectContaining({ code: 'invalid', problems: [expect.objectContaining({ field })] }),
    );
  });
});

describe('a percentile', () => {
  it('is nothing without answers', () => {
    expect(percentileOf([], 0.5)).toBeNull();
    expect(
      percentileOf(
        answerTimes.map(() => 0),
        0.95,
      ),
    ).toBeNull();
  });

  it('lies in the step in which the true one lies, whatever was measured', () => {
    const times = fc.array(fc.integer({ min: 0, max: 120_000 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(times, fc.constantFrom(0.5, 0.95), (measured, share) => {
        const answered = answerTimes.map(() => 0);
        for (const ms of measured) answered[answerStepOf(ms)]! += 1;
        const sorted = [...measured].sort((left, right) => left - right);
        const truth = sorted[Math.ceil(sorted.length * share) - 1]!;
        const reckoned = percentileOf(answered, share)!;
        // On a border it may be told as the end of the step below.
        const step = answerStepOf(truth);
        expect(reckoned).toBeLessThanOrEqual(answerTimes[step]!);
        expect(reckoned).toBeGreaterThanOrEqual(step === 0 ? 0 : answerTimes[step - 1]!);
      }),
    );
  });
});

describe('what a batch adds', () => {
  const result = (state: string, at: string, more: object = {}): Result =>
    ({
      nodeId: 'n',
      settled: { state, finishedAt: null },
      attempt: {
        organizationId: 'o',
        webhookId: 'w',
        startedAt: new Date(at),
        responseStatus: 200,
        timings: { total: 12 },
        ...more,
      },
    }) as unknown as Result;

  it('is one delta for each webhook and minute', () => {
    const deltas = tallyOf([
      result('delivered', '2026-03-01T10:00:00.000Z'),
      result('delivered', '2026-03-01T10:00:59.999Z'),
      result('retrying', '2026-03-01T10:00:30Z', { responseStatus: null }),
      result('failed', '2026-03-01T10:01:00Z', { timings: { total: 7000 } }),
      result('delivered', '2026-03-01T10:00:30Z', { webhookId: 'other' }),
    ]);
    expect(deltas).toHaveLength(3);
    const [first, second, other] = deltas;
    expect(first).toMatchObject({ webhookId: 'w', delivered: 2, retried: 1, failed: 0 });
    expect(first!.answered[answerStepOf(12)]).toBe(2);
    expect(second).toMatchObject({ at: new Date('2026-03-01T10:01:00Z'), delivered: 0, failed: 1 });
    expect(second!.answered[answerStepOf(7000)]).toBe(1);
    expect(other).toMatchObject({ webhookId: 'other', delivered: 1 });
  });

  it('is nothing where nothing was tried', () => {
    expect(tallyOf([{ ...result('cancelled', '2026-03-01T10:00:00Z'), attempt: null }])).toEqual([]);
  });
});
