import { defaultStep, maxPercent, percentFrom, percentText } from './percent.ts';

/** More points than this in one condition are refused. */
export const maxPoints = 100;

/** A `UsageTarget` that cannot be read. The message names the column, counted from 1 in characters. */
export class UsageTargetError extends Error {
  readonly column: number;

  constructor(column: number, message: string) {
    super(`column ${column}: ${message}`);
    this.name = 'UsageTargetError';
    this.column = column;
  }
}

/** A word of the text, and the column where it begins. */
interface Word {
  text: string;
  column: number;
}

/**
 * The points of a `UsageTarget`, rising, as decimals of at most 4 places.
 *
 *     %= 80                  when 80 % of the target is reached
 *     %= 80 to 120 by 10     at 80, 90, 100, 110 and 120 %
 *     %= 80 to 120           the same: the step is 10 where none is given
 *
 * The first form of a range is the vendor's example; its page names 10 as the usual step. A range ends with the last
 * step that does not go beyond its end. Percentages above 100 are fine. Throws `UsageTargetError`.
 */
export function usageTargetPoints(text: string): string[] {
  const words = createWords(text);
  const sign = words.take('"%=" followed by a percentage, as in "%= 80 to 120 by 10"');
  if (sign.text !== '%=') throw new UsageTargetError(sign.column, 'must begin with "%="');

  const from = words.percent('a percentage');
  if (from.value === 0n) throw new UsageTargetError(from.column, 'the percentage must be more than 0');
  if (words.end()) return [percentText(from.value)];

  words.keyword('to');
  const to = words.percent('the percentage that the range ends with');
  if (to.value < from.value) {
    const message = `the range ends with ${percentText(to.value)}, below its begin ${percentText(from.value)}`;
    throw new UsageTargetError(to.column, message);
  }
  let step = { value: defaultStep, column: to.column };
  if (!words.end()) {
    words.keyword('by');
    step = words.percent('a step');
    if (step.value === 0n) throw new UsageTargetError(step.column, 'the step must be more than 0');
    words.expectEnd();
  }
  return pointsOf(from.value, to.value, step);
}

function pointsOf(from: bigint, to: bigint, step: { value: bigint; column: number }): string[] {
  const count = (to - from) / step.value + 1n;
  if (count > BigInt(maxPoints)) {
    throw new UsageTargetError(
      step.column,
      `these are ${count} points; a condition has at most ${maxPoints}`,
    );
  }
  return Array.from({ length: Number(count) }, (_, index) => percentText(from + BigInt(index) * step.value));
}

/** Reads a text word by word. Only spaces part words; `%=` needs none behind it. */
function createWords(text: string) {
  let at = 0;

  function skipSpaces(): void {
    while (text[at] === ' ') at += 1;
  }

  function end(): boolean {
    skipSpaces();
    return at >= text.length;
  }

  function take(wanted: string): Word {
    if (end()) throw new UsageTargetError(columnOf(text, at), `expected ${wanted}, found the end`);
    const start = at;
    if (text.startsWith('%=', at)) at += 2;
    else while (at < text.length && text[at] !== ' ') at += 1;
    return { text: text.slice(start, at), column: columnOf(text, start) };
  }

  return {
    end,
    take,

    keyword(keyword: string): void {
      const word = take(`"${keyword}"`);
      if (word.text !== keyword) {
        throw new UsageTargetError(word.column, `expected "${keyword}", found ${shown(word.text)}`);
      }
    },

    percent(what: string): { value: bigint; column: number } {
      const word = take(what);
      const value = percentFrom(word.text);
      if (value === null) {
        const message = `expected ${what} such as 80 or 112.5 (at most 4 decimals), found ${shown(word.text)}`;
        throw new UsageTargetError(word.column, message);
      }
      if (value > maxPercent) {
        throw new UsageTargetError(word.column, `a percentage is at most ${percentText(maxPercent)}`);
      }
      return { value, column: word.column };
    },

    expectEnd(): void {
      if (end()) return;
      const word = take('the end');
      throw new UsageTargetError(word.column, `expected the end, found ${shown(word.text)}`);
    },
  };
}

/** Counted in characters as people see them in an editor, not in UTF-16 halves. */
function columnOf(text: string, index: number): number {
  return [...text.slice(0, index)].length + 1;
}

function shown(word: string): string {
  const characters = [...word];
  return characters.length > 30 ? `"${characters.slice(0, 30).join('')}…"` : `"${word}"`;
}
