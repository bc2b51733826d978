import { type Facts, factWords } from './attempt-words.ts';
import { wordsAskedFor } from './words.ts';

/**
 * A search as a `tsquery`: all facts, and all words, each of them whole or as the beginning of one. Every word is quoted, so
 * that nothing in it means anything.
 */
export function textQuery(facts: Facts, text: string): string {
  const { whole, begun } = queryParts(facts, text);
  return [...whole, ...begun].join(' & ');
}

/** The parts of a search: its facts, and its words, each a `tsquery` by itself. */
export function queryParts(facts: Facts, text: string): { whole: string[]; begun: string[] } {
  return {
    whole: factWords(facts).map(quoted),
    begun: wordsAskedFor(text).map((word) => `${quoted(word)}:*`),
  };
}

/**
 * The part of a search that its index is asked for, by how many of a sample each word is in. A word that very many have is
 * left out as long as there is a rarer one: the index would have to gather all that begin with it, to find the few in which
 * the other one is too.
 */
export function rarePart(
  { whole, begun }: ReturnType<typeof queryParts>,
  counts: readonly number[],
  sampled: number,
): string {
  const fewest = Math.min(...counts);
  const rare = begun.filter((_, place) => {
    const count = counts[place] ?? 0;
    return count * 20 < sampled || count === fewest;
  });
  return [...whole, ...rare].join(' & ');
}

function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
