import { findUnstorable } from '../../../catalogue/storable.ts';
import { QueryError } from './query-error.ts';

/** One piece of a query. `column` is where it begins, counted from 1. */
export interface Token {
  kind: 'word' | 'text' | 'number' | 'sign' | 'end';
  /** A word or number as written, the inside of a quoted text with its escapes undone, or the sign. */
  text: string;
  column: number;
}

/** Longer queries are refused: nobody types them, and they would only keep the parser busy. */
const maxQueryLength = 16_384;

const word = /[A-Za-z_][A-Za-z0-9_]*/y;
const number = /-?(?:\d+(?:\.\d+)?|\.\d+)(?![A-Za-z0-9_.])/y;
const sign = /<>|<=|>=|!=|[=<>(),.*]/y;
const space = /\s+/y;

/** Cuts a query into tokens; the last one is always `end`. */
export function tokensOf(query: string): Token[] {
  if (query.length > maxQueryLength) {
    throw new QueryError(maxQueryLength, `a query is at most ${maxQueryLength} characters long`);
  }
  const [unstorable] = findUnstorable(query);
  if (unstorable !== undefined) throw new QueryError(1, `a query ${unstorable.message}`);
  const tokens: Token[] = [];
  let at = 0;

  function take(pattern: RegExp): string | null {
    pattern.lastIndex = at;
    const found = pattern.exec(query)?.[0] ?? null;
    if (found !== null) at += found.length;
    return found;
  }

  while (at < query.length) {
    if (take(space) !== null) continue;
    const column = at + 1;
    const quote = query[at];
    if (quote === "'" || quote === '"') {
      const quoted = textAt(query, at);
      tokens.push({ kind: 'text', text: quoted.text, column });
      at = quoted.end;
      continue;
    }
    const token = tokenOf(take, column);
    if (token === null) throw new QueryError(column, `unexpected character ${characterAt(query, at)}`);
    tokens.push(token);
  }
  tokens.push({ kind: 'end', text: '', column: query.length + 1 });
  return tokens;
}

function tokenOf(take: (pattern: RegExp) => string | null, column: number): Token | null {
  for (const [kind, pattern] of [
    ['word', word],
    ['number', number],
    ['sign', sign],
  ] as const) {
    const text = take(pattern);
    if (text !== null) return { kind, text, column };
  }
  return null;
}

/**
 * A quoted text beginning at `start`. A quote inside is written twice or after a backslash; a backslash before
 * anything but a quote or a backslash stands for itself, so that the wildcards of LIKE can be escaped.
 */
function textAt(query: string, start: number): { text: string; end: number } {
  const quote = query[start];
  let text = '';
  for (let at = start + 1; at < query.length; at += 1) {
    const character = query[at]!;
    const next = query[at + 1];
    const escaped = character === '\\' && (next === '\\' || next === "'" || next === '"');
    if (escaped || (character === quote && next === quote)) {
      text += next;
      at += 1;
    } else if (character === quote) {
      return { text, end: at + 1 };
    } else {
      text += character;
    }
  }
  throw new QueryError(start + 1, 'this quoted text does not end');
}

function characterAt(query: string, at: number): string {
  return String.fromCodePoint(query.codePointAt(at) ?? 0);
}
