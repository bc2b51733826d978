import { type Facts, factWords } from './attempt-words.ts';
import { wordsAskedFor } from './words.ts';

/** One thing that is asked for, as a `tsquery` by itself. */
export interface Part {
  query: string;
  /** The beginning of words; otherwise one word as a whole, as facts are. */
  begun: boolean;
}

/** The parts of a search. All of them have to be there. */
export interface QueryParts {
  /** Whose attempts. */
  organization: string;
  others: readonly Part[];
}

/**
 * A search as a `tsquery`: all facts, and all words, each of them whole or as the beginning of one. Every word is quoted, so
 * that nothing in it means anything.
 */
export function textQuery(facts: Facts, text: string): string {
  const { organization, others } = queryParts(facts, text);
  return [organization, ...others.map(({ query }) => query)].join(' & ');
}

/** A search in its parts. */
export function queryParts(facts: Facts, text: string): QueryParts {
  const [organization = '', ...whole] = factWords(facts).map(quoted);
  const begun = wordsAskedFor(text).map((word) => `${quoted(word)}:*`);
  return {
    organization,
    others: [
      ...whole.map((query) => ({ query, begun: false })),
      ...begun.map((query) => ({ query, begun: true })),
    ],
  };
}

function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
