import { expect, it } from 'vitest';
import { doneWords, endWords, shareOf, shareOfAll } from './job-words.ts';

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

it('is, with others, as far as all of them together, and unknown where one is', () => {
  expect(shareOfAll([job, { ...job, total: 50, queued: 50, skipped: 0 }])).toBe(0.4);
  expect(shareOfAll([job, { ...job, total: null }])).toBeNull();
});

it('says what it has done in its own word', () => {
  expect(doneWords({ kind: 'recover', queued: 1 })).toBe('1 delivery queued');
  expect(doneWords({ kind: 'cancel', queued: 3 })).toBe('3 deliveries cancelled');
});

it('says how it ended', () => {
  const ended = { kind: 'cancel', state: 'done', queued: 3, detail: null } as const;
  expect(endWords(ended)).toBe('Cancelling what waits: done, 3 deliveries cancelled.');
  expect(endWords({ ...ended, state: 'cancelled' })).toContain('ended early');
  expect(endWords({ ...ended, state: 'failed', detail: 'no vault' })).toBe(
    'Cancelling what waits failed: no vault',
  );
});
