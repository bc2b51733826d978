import { expect, it } from 'vitest';
import { shareOf } from './job-words.ts';

const job = { state: 'running', total: 200, queued: 30, skipped: 20 } as const;

it('is as far as what it has looked at, left alone or not', () => {
  expect(shareOf(job)).toBe(0.25);
});

it('is unknown before it began and beyond counting, and never more than all', () => {
  expect(shareOf({ ...job, total: null })).toBeNull();
  expect(shareOf({ ...job, total: 0 })).toBe(1);
  expect(shareOf({ ...job, queued: 500 })).toBe(1);
  expect(shareOf({ ...job, state: 'done', total: null })).toBe(1);
});
