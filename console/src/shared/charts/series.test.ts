import { expect, it } from 'vitest';
import { lonePoints, rateAxis, stackedDeliveries, successRates, timesToAnswer } from './series.ts';

const bucket = (
  minute: number,
  delivered: number,
  retried: number,
  failed: number,
  p50Ms: number | null = null,
) => ({
  at: `2026-11-22T10:0${minute}:00.000Z`,
  accepted: 0,
  delivered,
  retried,
  failed,
  p50Ms,
  p95Ms: p50Ms,
});

const buckets = [bucket(0, 8, 1, 2, 40), bucket(1, 0, 0, 0), bucket(2, 3, 0, 0, 12)];

it('stacks what was delivered, retried and failed', () => {
  const [at, ...lines] = stackedDeliveries(buckets);
  expect(at[0]).toBe(Date.UTC(2026, 10, 22, 10) / 1000);
  expect(lines).toEqual([
    [8, 0, 3],
    [9, 0, 3],
    [11, 0, 3],
  ]);
});

it('has a gap where nothing was sent, and knows no rate of what is not over', () => {
  const [, rates] = successRates(buckets, new Date('2026-11-22T10:02:30.000Z'), 60);
  expect(rates).toEqual([80, null, null]);
  const [, later] = successRates(buckets, new Date('2026-11-22T10:03:00.000Z'), 60);
  expect(later).toEqual([80, null, 100]);
  expect(timesToAnswer(buckets)[1]).toEqual([40, null, 12]);
});

it('magnifies rates only where all of them are high', () => {
  expect(rateAxis([99, null, 96])).toEqual([95, 100]);
  expect(rateAxis([99, 94.9])).toEqual([0, 100]);
  expect(rateAxis([null])).toEqual([0, 100]);
});

it('marks the points that no line leads to', () => {
  expect(lonePoints([1, null, 2, 3, null, null, 4])).toEqual([0, 6]);
  expect(lonePoints([])).toEqual([]);
});
