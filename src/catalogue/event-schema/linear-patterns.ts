import { RE2JS } from 're2js';

/**
 * Regular expressions that take time in proportion to the text, whatever they are: a pattern that somebody registers
 * must not be able to keep the process busy with somebody's data. They know no look-around and no back-references. For each
 * character they take at most so much time as they have `steps`.
 *
 * It has the shape that ajv asks for (`code.regExp`). Throws for what is no such pattern.
 */
export const linearPatterns = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    return {
      steps: compiled.programSize(),
      test: (text: string) => compiled.test(text),
      // ajv shares patterns by this text.
      toString: () => pattern,
    };
  },
  { code: 'linearPatterns' },
);

/** A megabyte of text, the most that an event has, against a pattern of a hundred steps: some seconds at worst. */
const maxWork = 100_000_000;

/** Such patterns for one schema, which hold no event against them for longer than that. */
export function limitedPatterns() {
  let left = maxWork;
  const regExp = (pattern: string) => {
    const linear = linearPatterns(pattern);
    return {
      toString: linear.toString,
      test(text: string) {
        left -= text.length * linear.steps;
        return left >= 0 && linear.test(text);
      },
    };
  };
  return {
    regExp: Object.assign(regExp, { code: linearPatterns.code }),
    /** Another event begins. */
    begin() {
      left = maxWork;
    },
    /** Whether this one was too much, so that what its validation came to means nothing. */
    isSpent: () => left < 0,
  };
}
