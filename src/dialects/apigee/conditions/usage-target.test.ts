import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentFrom, percentText } from './percent.ts';
import { maxPoints, UsageTargetError, usageTargetPoints } from './usage-target.ts';

describe('the points of a UsageTarget', () => {
  it.each([
    ['%= 80 to 120 by 10', ['80', '90', '100', '110', '120']],
    ['%= 80 to 120', ['80', '90', '100', '110', '120']],
    ['%= 80', ['80']],
    ['%=80', ['80']],
    ['%= 150', ['150']],
    ['%= 99.5', ['99.5']],
    ['%= 0.1 to 0.3 by 0.1', ['0.1', '0.2', '0.3']],
    ['%= 80 to 125 by 10', ['80', '90', '100', '110', '120']],
    ['%= 80 to 80 by 10', ['80']],
    ['  %=   80   to  90  by  5  ', ['80', '85', '90']],
  ])('are read from %j', (text, points) => {
    expect(usageTargetPoints(text)).toEqual(points);
  });

  it.each([
    ['', 1, 'the end'],
    ['80', 1, 'must begin'],
    ['= 80', 1, 'must begin'],
    ['%', 1, 'must begin'],
    ['%=', 3, 'found the end'],
    ['%= ', 4, 'found the end'],
    ['%= 80%', 4, 'found "80%"'],
    ['%= -5', 4, 'found "-5"'],
    ['%= 1e3', 4, 'found "1e3"'],
    ['%= 8.12345', 4, 'at most 4 decimals'],
    ['%= .5', 4, 'found ".5"'],
    ['%= 0', 4, 'more than 0'],
    ['%= 100000.1', 4, 'at most 100000'],
    ['%= 80 90', 7, 'expected "to"'],
    ['%= 80, 90', 4, 'found "80,"'],
    ['%= 80 TO 90', 7, 'expected "to"'],
    ['%= 80 to', 9, 'found the end'],
    ['%= 80 to 120 10', 14, 'expected "by"'],
    ['%= 80 to 120 by', 16, 'found the end'],
    ['%= 80 to 120 by 0', 17, 'the step must be more than 0'],
    ['%= 80 to 120 by 10 extra', 20, 'expected the end'],
    ['%= 120 to 80 by 10', 11, 'below its begin'],
    ['%= 1 to 101 by 1', 16, '101 points'],
    ['%= 1 to 2000', 9, '200 points'],
    ['%= 😀 to 5', 4, 'found "😀"'],
    ['%=\t80', 3, 'expected'],
  ])('are refused in %j at column %i', (text, column, part) => {
    const error = errorOf(text);
    expect(error.column).toBe(column);
    expect(error.message).toContain(`column ${column}: `);
    expect(error.message).toContain(part);
  });

  const percent = fc.bigInt({ min: 1n, max: 100_000_0000n });

  it('rise by the step from the begin, never beyond the end, for whatever range is sound', () => {
    fc.assert(
      fc.property(
        percent,
        percent,
        fc.integer({ min: 1, max: maxPoints }),
        fc.bigInt({ min: 0n, max: 9n }),
        (begin, step, count, rest) => {
          const from = begin;
          const last = from + step * BigInt(count - 1);
          const to = last + (rest < step ? rest : 0n);
          fc.pre(to <= 100_000_0000n);
          const text = `%= ${percentText(from)} to ${percentText(to)} by ${percentText(step)}`;
          const points = usageTargetPoints(text).map((point) => percentFrom(point));
          expect(points).toEqual(Array.from({ length: count }, (_, index) => from + step * BigInt(index)));
        },
      ),
    );
  });

  it('are points or an error with a column of the text, whatever the text is', () => {
    const pieces = fc.constantFrom(
      '%=',
      '%',
      ' ',
      'to',
      'by',
      '80',
      '120',
      '10.5',
      '0',
      '-1',
      'x',
      '9'.repeat(20),
    );
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(anything, (text) => {
        try {
          const points = usageTargetPoints(text);
          expect(points.length).toBeGreaterThan(0);
          expect(points.length).toBeLessThanOrEqual(maxPoints);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageTargetError);
          const { column } = error as UsageTargetError;
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual([...text].length + 1);
        }
      }),
    );
  });

  it('are written in one way only', () => {
    fc.assert(
      fc.property(percent, (value) => {
        const text = percentText(value);
        expect(percentFrom(text)).toBe(value);
        expect(text).not.toMatch(/\.0*$|\.\d*0$/);
      }),
    );
  });
});

function errorOf(text: string): UsageTargetError {
  try {
    usageTargetPoints(text);
  } catch (error) {
    if (error instanceof UsageTargetError) return error;
  }
  throw new Error(`${text} was taken`);
}
