import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';
import { tooMuch } from '../errors.ts';
import { maxDepth, maxTokens } from './limits.ts';

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.PAREN_L, TokenKind.BRACKET_L]);
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.PAREN_R, TokenKind.BRACKET_R]);

/**
 * Looks at a query as a text, before it is parsed: the parser calls itself for each level, so one that is nested without
 * end would break it. Throws where there are too many tokens or levels; what is no GraphQL at all is the parser's to tell.
 */
export function checkText(text: string): void {
  const lexer = new Lexer(new Source(text));
  let depth = 0;
  for (let count = 1; ; count += 1) {
    if (count > maxTokens)
      throw tooMuch('QUERY_TOO_LARGE', `A query may have ${maxTokens} words and signs; send it in parts.`);
    const kind = nextKind(lexer);
    if (kind === null || kind === TokenKind.EOF) return;
    if (opening.has(kind)) depth += 1;
    if (closing.has(kind)) depth -= 1;
    if (depth > maxDepth)
      throw tooMuch('QUERY_TOO_DEEP', `A query may be nested ${maxDepth} levels deep; ask for less at once.`);
  }
}

function nextKind(lexer: Lexer): string | null {
  try {
    return lexer.advance().kind;
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}
