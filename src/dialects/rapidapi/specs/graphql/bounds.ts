import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';

/** Words and signs of a schema, descriptions counting as one. To check this many keeps a node busy for half a second. */
const maxTokens = 20_000;
/** Brackets within each other, and keys of JSON likewise. */
const maxLevels = 40;

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.PAREN_L, TokenKind.BRACKET_L]);
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.PAREN_R, TokenKind.BRACKET_R]);

/**
 * Why a text is not given to the parser of the library, or null. The parser calls itself for each level. What is no
 * GraphQL at all is the parser's to tell.
 */
export function whyNotParsed(text: string): string | null {
  const lexer = new Lexer(new Source(text));
  try {
    for (let count = 1, depth = 0; ; count += 1) {
      const { kind } = lexer.advance();
      if (kind === TokenKind.EOF) return null;
      if (opening.has(kind)) depth += 1;
      if (closing.has(kind)) depth -= 1;
      if (count > maxTokens) return `may have ${maxTokens} words and signs`;
      if (depth > maxLevels) return `may be nested ${maxLevels} levels deep`;
    }
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

/** Whether JSON is nested more deeply than a schema would be. Goes along the text. */
export function isDeepJson(text: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (isText) {
      if (sign === '\\') at += 1;
      else if (sign === '"') isText = false;
    } else if (sign === '"') isText = true;
    else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
    if (depth > maxLevels) return true;
  }
  return false;
}
