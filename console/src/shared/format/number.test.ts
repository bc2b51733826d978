import { expect, it } from 'vitest';
import { numberIn } from './number.ts';

it.each([
  ['12', 12],
  [' 2.5 ', 2.5],
  ['2,5', 2.5],
  ['0,125', 0.125],
  ['1.125', 1.125],
  ['-3', -3],
  ['1000', 1000],
])('reads %j as a number', (text, number) => expect(numberIn(text)).toBe(number));

it.each(['1,000', '-12,500', '1,000,000', '1.000.000', '', 'many', '1 000', 'Infinity'])(
  'takes %j for none',
  (text) => expect(numberIn(text)).toBeNull(),
);
