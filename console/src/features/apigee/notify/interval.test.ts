import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usageTargetPoints } from '../../../../../src/dialects/apigee/conditions/usage-target.ts';
import {
  allPoints,
  type Interval,
  intervalFrom,
  pointsOf,
  problemsOf,
  targetOf,
  withField,
} from './interval.ts';
import { percentText } from './percent.ts';
import { amountsInWords, pointsInWords, repeatedInWords, shortOfEnd, targetInWords } from './words.ts';

const row = (from: string, to = '', step = ''): Interval => ({ from, to, step });
const words = (interval: Interval) => pointsOf(interval).map(percentText);

describe('the points of a row', () => {
  it('are one, or a range with both its ends', () => {
    expect(words(row('150'))).toEqual(['150']);
    expect(words(row('80', '120', '10'))).toEqual(['80', '90', '100', '110', '120']);
    expect(words(row('12,5', '13', '0.25'))).toEqual(['12.5', '12.75', '13']);
  });

  it('are those that the server makes of what is sent, and where the server refuses, something is wrong', () => {
    const number = fc
      .tuple(fc.integer({ min: 0, max: 300 }), fc.constantFrom('', '.5', '.25', '.1234', ',5', '.12345', 'x'))
      .map(([whole, rest]) => `${whole}${rest}`);
    fc.assert(
      fc.property(number, fc.option(fc.tuple(number, number)), (from, range) => {
        const interval = row(from, range?.[0], range?.[1]);
        if (Object.keys(problemsOf(interval)).length > 0) return;
        expect(words(interval)).toEqual(usageTargetPoints(targetOf(interval)));
      }),
      { numRuns: 500 },
    );
  });

  it('come back from the text of the API', () => {
    expect(intervalFrom('%= 80 to 120 by 10')).toEqual(row('80', '120', '10'));
    expect(intervalFrom('%=80 to 120')).toEqual(row('80', '120', '10'));
    expect(intervalFrom('%= 150')).toEqual(row('150'));
    expect(intervalFrom('80 till 120')).toBeNull();
  });
});

describe('what is wrong with a row', () => {
  it.each([
    [row(''), 'from', 'Enter a percentage such as 80 or 112.5.'],
    [row('0'), 'from', 'Enter a percentage above 0.'],
    [row('1.23456'), 'from', 'Use at most 4 decimals.'],
    [row('80', '80', '10'), 'to', 'To must be more than From. Leave To empty for one exact point.'],
    [row('80', '120', '0'), 'step', 'Step must be above 0.'],
    [row('80', '4080', '0.1'), 'step', 'That makes 40,001 points; the limit is 100.'],
  ] as const)('%j is told at its field', (interval, field, message) => {
    expect(problemsOf(interval)).toEqual({ [field]: message });
  });
});

describe('the step', () => {
  it('comes with To, goes with it, and stays as it was typed', () => {
    expect(withField(row('80'), 'to', '1')).toEqual(row('80', '1', '10'));
    expect(withField(row('80', '120', '10'), 'to', '')).toEqual(row('80'));
    expect(withField(row('80', '12', '5'), 'to', '120')).toEqual(row('80', '120', '5'));
    expect(withField(row('80', '120', '10'), 'step', '')).toEqual(row('80', '120'));
  });
});

describe('in words', () => {
  it('are all of a few points, and the ends of many', () => {
    expect(pointsInWords(pointsOf(row('80', '120', '10')))).toBe('80, 90, 100, 110, 120 %');
    expect(pointsInWords(pointsOf(row('80', '400', '10')))).toBe('80, 90, 100 … 400 % (33 points)');
    expect(targetInWords('%= 80 to 120 by 10')).toBe('80–120 % by 10');
  });

  it('say where a range stops short, and what stands twice', () => {
    expect(shortOfEnd(row('80', '115', '10'))).toBe('Stops at 110 %: steps of 10 from 80 do not meet 115.');
    expect(shortOfEnd(row('80', '120', '10'))).toBeUndefined();
    const { points, repeated } = allPoints([row('80', '100', '10'), row('90')]);
    expect(points.map(percentText)).toEqual(['80', '90', '100']);
    expect(repeatedInWords(repeated)).toBe('90 % stands in several rows. Each is sent once.');
  });

  it('are exact amounts of a target', () => {
    const { points } = allPoints([row('80', '100', '10'), row('12.5')]);
    expect(amountsInWords(points, '1,001')).toBe('at 125.125, 800.8, 900.9, and 1,001');
    expect(amountsInWords(points, 'many')).toBeUndefined();
  });
});
