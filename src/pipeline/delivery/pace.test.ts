import { expect, it } from 'vitest';
import { createPace } from './pace.ts';

it('counts what was done in this second and the one before', () => {
  const pace = createPace();
  expect(pace.lately(0)).toBe(0);
  for (let count = 0; count < 5; count++) pace.done(100);
  expect(pace.lately(900)).toBe(5);
  pace.done(1200);
  expect(pace.lately(1300)).toBe(6);
  expect(pace.lately(2300)).toBe(1);
});

it('forgets at once what was done before a pause', () => {
  const pace = createPace();
  for (let count = 0; count < 5; count++) pace.done(0);
  expect(pace.lately(10_000)).toBe(0);
});
