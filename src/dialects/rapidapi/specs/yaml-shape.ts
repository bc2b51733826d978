import { Lexer } from 'yaml';

/** Levels in brackets, spaces ahead of a line, and list marks in one line: each is a level or more of nesting. */
const maxBrackets = 50;
const maxIndent = 200;
const maxMarks = 50;
/** Words and signs. The parser takes a microsecond or two for each. */
const maxTokens = 200_000;

/**
 * Why a text is not given to the YAML parser, or null. The parser calls itself for each level, and a text that is nested
 * without end would not only fail: what the JavaScript engine does when it runs out of stack within a regular expression ends
 * the whole process. The lexer goes along the text, and knows strings and comments for what they are.
 */
export function whyNotParsed(text: string): string | null {
  let tokens = 0;
  let brackets = 0;
  let marks = 0;
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    if (tokens > maxTokens) return `it has more than ${maxTokens} words and signs`;
    if (token === '[' || token === '{') brackets += 1;
    else if (token === ']' || token === '}') brackets = Math.max(0, brackets - 1);
    else if (token[0] === '\n' || token[0] === '\r') marks = 0;
    else if (brackets === 0 && (token === '-' || token === '?' || token === ':')) marks += 1;
    const isIndent = token.length > maxIndent && token.trim() === '';
    if (brackets > maxBrackets || marks > maxMarks || isIndent) return 'it is nested too deeply';
  }
  return null;
}
