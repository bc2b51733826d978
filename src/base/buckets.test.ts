import { expect, it } from 'vitest';
import { createBuckets } from './buckets.ts';

it('counts each value in every bucket that it fits into, and keeps series apart', () => {
  const buckets = createBuckets('seconds', [1, 5], ['phase']);
  for (const value of [0.5, 1, 5, 7]) buckets.observe(value, { phase: 'wait' });
  buckets.observe(2, { phase: 'total' });
  expect(buckets.lines().map(({ metricName, labels, value }) => [metricName, labels, value])).toEqual([
    ['seconds_bucket', { le: 1, phase: 'wait' }, 2],
    ['seconds_bucket', { le: 5, phase: 'wait' }, 3],
    ['seconds_bucket', { le: '+Inf', phase: 'wait' }, 4],
    ['seconds_sum', { phase: 'wait' }, 13.5],
    ['seconds_count', { phase: 'wait' }, 4],
    ['seconds_bucket', { le: 1, phase: 'total' }, 0],
    ['seconds_bucket', { le: 5, phase: 'total' }, 1],
    ['seconds_bucket', { le: '+Inf', phase: 'total' }, 1],
    ['seconds_sum', { phase: 'total' }, 2],
    ['seconds_count', { phase: 'total' }, 1],
  ]);
});

it('has nothing to say of a series that was never measured, and zeros where there is but one', () => {
  expect(createBuckets('seconds', [1], ['phase']).lines()).toEqual([]);
  expect(
    createBuckets('seconds', [1], [])
      .lines()
      .map(({ value }) => value),
  ).toEqual([0, 0, 0, 0]);
});
