import { RE2JS } from 're2js';

/**
 * Regular expressions that take time in proportion to the text, whatever they are: a pattern that somebody registers
 * must not be able to keep the process busy with somebody's data. They know no look-around and no back-references.
 *
 * It has the shape that ajv asks for (`code.regExp`). Throws for what is no such pattern.
 */
export const linearPatterns = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    return {
      test: (text: string) => compiled.test(text),
      // ajv shares patterns by this text.
      toString: () => pattern,
    };
  },
  { code: 'linearPatterns' },
);
