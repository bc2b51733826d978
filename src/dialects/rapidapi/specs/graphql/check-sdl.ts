import {
  buildASTSchema,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  validateSchema,
} from 'graphql';
import { whyNotParsed } from './bounds.ts';
import { hasTooManyComparisons } from './comparisons.ts';
import { firstMistake } from './first-mistake.ts';
import { unsoundSchema } from './unsound.ts';

const executable: ReadonlySet<string> = new Set([Kind.OPERATION_DEFINITION, Kind.FRAGMENT_DEFINITION]);

/** That a text is a sound schema, in the language of GraphQL schemas. Throws `invalid` at `field`. */
export function checkSdl(text: string, field: string): void {
  const tooLarge = whyNotParsed(text);
  if (tooLarge !== null) throw unsoundSchema(field, tooLarge);
  const document = parsed(text, field);
  if (document.definitions.some(({ kind }) => executable.has(kind)))
    throw unsoundSchema(field, 'has a query or a fragment in it: a schema has none');
  const mistake = firstMistake(document);
  if (mistake !== null) throw unsoundSchema(field, mistake);
  if (hasTooManyComparisons(document))
    throw unsoundSchema(field, 'is too large: too many fields of interfaces, or arguments of directives');
  const [first, ...others] = validateSchema(builtFrom(document, field));
  if (first !== undefined) throw unsoundSchema(field, `is unsound: ${first.message}${more(others.length)}`);
}

function parsed(text: string, field: string): DocumentNode {
  try {
    // With their places, each error would look for its line from the beginning of the text.
    return parse(text, { noLocation: true });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [place] = error.locations ?? [];
    const at = place === undefined ? '' : ` (line ${place.line}, column ${place.column})`;
    throw unsoundSchema(field, `is no GraphQL: ${error.message}${at}`);
  }
}

function builtFrom(document: DocumentNode, field: string): GraphQLSchema {
  try {
    return buildASTSchema(document);
  } catch (error) {
    // The library throws plain errors, with a paragraph for each thing that is wrong.
    const [first = '', ...others] = (error as Error).message.split('\n\n');
    throw unsoundSchema(field, `is unsound: ${first}${more(others.length)}`);
  }
}

function more(count: number): string {
  return count === 0 ? '' : ` (and ${count} more)`;
}
