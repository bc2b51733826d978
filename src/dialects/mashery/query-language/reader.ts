import type { Name } from './query.ts';
import { QueryError } from './query-error.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Words that mean something, and so cannot be names. */
const keywords = new Set([
  'and',
  'asc',
  'by',
  'desc',
  'from',
  'in',
  'is',
  'items',
  'like',
  'not',
  'null',
  'or',
  'order',
  'page',
  'related',
  'require',
  'select',
  'where',
  'with',
]);

/** Walks the tokens of a query. */
export class Reader {
  private readonly tokens: Token[];
  private at = 0;

  constructor(query: string) {
    this.tokens = tokensOf(query);
  }

  next(): Token {
    return this.tokens[this.at]!;
  }

  take(): Token {
    const token = this.next();
    if (token.kind !== 'end') this.at += 1;
    return token;
  }

  /** Whether these keywords come next, in any case. They are taken if so. */
  takeKeywords(...words: string[]): boolean {
    const met = words.every((word, offset) => {
      const token = this.tokens[this.at + offset];
      return token?.kind === 'word' && token.text.toLowerCase() === word;
    });
    if (met) this.at += words.length;
    return met;
  }

  takeSign(sign: string): boolean {
    const token = this.next();
    const met = token.kind === 'sign' && token.text === sign;
    if (met) this.at += 1;
    return met;
  }

  expectKeywords(...words: string[]): void {
    if (!this.takeKeywords(...words)) throw this.unexpected(words.join(' ').toUpperCase());
  }

  expectSign(sign: string): void {
    if (!this.takeSign(sign)) throw this.unexpected(`"${sign}"`);
  }

  /** A name of a type, relation or field. */
  name(what: string): Name {
    const token = this.next();
    if (token.kind !== 'word' || keywords.has(token.text.toLowerCase())) throw this.unexpected(what);
    this.at += 1;
    return { text: token.text, column: token.column };
  }

  /** A whole number of at least 1. */
  count(what: string): number {
    const token = this.next();
    const value = token.kind === 'number' || token.kind === 'text' ? Number(token.text) : Number.NaN;
    if (!Number.isSafeInteger(value) || value < 1 || token.text.trim() === '') throw this.unexpected(what);
    this.at += 1;
    return value;
  }

  unexpected(expected: string): QueryError {
    const token = this.next();
    const found = token.kind === 'end' ? 'the query ends' : `there is "${token.text}"`;
    return new QueryError(token.column, `expected ${expected}, but ${found}`);
  }
}
