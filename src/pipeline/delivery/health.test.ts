import { expect, it } from 'vitest';
import type { Outcome } from './attempt.ts';
import { failingTooLongMs, healthChange } from './health.ts';

const nowMs = Date.parse('2026-03-06T10:00:00Z');
const ago = (ms: number) => new Date(nowMs - ms);
const failed: Outcome = { answer: null, timings: { total: 1 }, reason: 'connect-refused', detail: null };
const succeeded: Outcome = { ...failed, reason: null };
const fiveDays = 5 * 24 * 3_600_000;

it.each([
  ['nothing new of a success where all is well', null, succeeded, 'none'],
  ['that it is well of a success after failures', ago(1000), succeeded, 'well'],
  ['that it is well of a success after five days', ago(fiveDays), succeeded, 'well'],
  ['that it fails of the first failure', null, failed, 'fails'],
  ['nothing new of one more failure', ago(1000), failed, 'none'],
  ['nothing new of a failure just short of five days', ago(fiveDays - 1), failed, 'none'],
  ['that it is too much of a failure after five days', ago(fiveDays), failed, 'fails-for-too-long'],
  ['nothing bad of a clock that was set back', ago(-fiveDays), failed, 'none'],
] as const)('says %s', (_what, failingSince, outcome, expected) => {
  expect(healthChange(failingSince, outcome, nowMs)).toBe(expected);
});

it('is patient for five days', () => {
  expect(failingTooLongMs).toBe(fiveDays);
});
