import { type Facts, factWords } from './attempt-words.ts';
import { wordsAskedFor } from './words.ts';

/**
 * A search as a `tsquery`: all facts, and all words, each of them whole or as the beginning of one. Every word is quoted, so
 * that nothing in it means anything.
 */
export function textQuery(facts: Facts, text: string): string {
  const whole = factWords(facts).map(quoted);
  const begun = wordsAskedFor(text).map((word) => `${quoted(word)}:*`);
  return [...whole, ...begun].join(' & ');
}

function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
