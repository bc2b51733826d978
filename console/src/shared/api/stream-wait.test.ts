import { expect, it } from 'vitest';
import { waitAfter } from './stream-wait.ts';

it('waits twice as long each time, and never longer than half a minute', () => {
  expect([0, 1, 2, 3, 4, 5, 100].map(waitAfter)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
});
