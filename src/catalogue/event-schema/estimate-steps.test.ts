import { expect, it } from 'vitest';
import { estimateSteps } from './estimate-steps.ts';
import { linearPatterns } from './linear-patterns.ts';

it.each([
  'a',
  '^[a-z]{1,255}$',
  '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  '^(a+)+\\d{2}\\/$',
  '(?:(?:ab|c){10}x){20}',
  '(?<year>\\d{4})-(?<month>\\d\\d)',
  '[({\\]]{300}\\{2\\}',
  '[[:alpha:]({]{30}',
  '\\p{Lu}{200}\\x{61}{3}',
  '(?i)a{,500}(?:b{250,})',
  'a{5',
])('is right about the size of %s, but for a few steps and a factor of two', (pattern) => {
  const { steps } = linearPatterns(pattern);
  expect(estimateSteps(pattern)).toBeGreaterThan(steps / 2 - 5);
  expect(estimateSteps(pattern)).toBeLessThan(steps * 2 + 5);
});

it.each([
  ['(?:a{1000}){1000}', 1_000_000],
  [`(?:${'a'.repeat(470)}){1000}`, 470_000],
  [`a(?:${'[ab]'.repeat(20)}){500}c`, 10_000],
])('is right about %s without writing it out', (pattern, steps) => {
  expect(estimateSteps(pattern)).toBeGreaterThanOrEqual(steps);
});

it.each(['', ')', '((', '[', '{3}', '\\', '(?', '[[:', '\u{1f600}{2}'])(
  'gets some number for %s',
  (pattern) => {
    expect(estimateSteps(pattern)).toBeLessThan(10);
  },
);
