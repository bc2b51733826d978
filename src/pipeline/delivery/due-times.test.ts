import { expect, it } from 'vitest';
import { createDueTimes } from './due-times.ts';

it('remembers each time until it has come, whichever was told of first', () => {
  const times = createDueTimes();
  expect(times.soonest()).toBe(Number.POSITIVE_INFINITY);
  for (const ms of [300, 100, 200]) times.add(ms);
  times.forgetUntil(99);
  expect(times.soonest()).toBe(100);
  times.forgetUntil(100);
  expect(times.soonest()).toBe(200);
  times.forgetUntil(1000);
  expect(times.soonest()).toBe(Number.POSITIVE_INFINITY);
});

it('remembers a thousand, and more when some have come', () => {
  const times = createDueTimes();
  for (let ms = 1000; ms < 2000; ms++) times.add(ms);
  times.add(1);
  expect(times.soonest()).toBe(1000);
  times.forgetUntil(1000);
  times.add(1);
  expect(times.soonest()).toBe(1);
});
