import {
  buildClientSchema,
  type DocumentNode,
  type IntrospectionQuery,
  Kind,
  print,
  printSchema,
} from 'graphql';
import { maxSpecBytes } from '../read-document.ts';
import { isDeepJson, whyNotParsed } from './bounds.ts';
import { checkSdl } from './check-sdl.ts';
import { unsoundSchema } from './unsound.ts';

/** How a GraphQL schema can be given. The words are the vendor's. */
export const schemaSourceTypes = ['SDL', 'introspection', 'schemaAST'] as const;
export type SchemaSourceType = (typeof schemaSourceTypes)[number];

/** A schema that was checked, in the language of GraphQL schemas. */
export interface SoundSchema {
  sdl: string;
  sourceType: SchemaSourceType;
}

/**
 * Reads a schema: a text in the language of GraphQL schemas, what the introspection query is answered with, or the tree of
 * a parser; the latter two as JSON. Throws `invalid` at `field`.
 */
export function soundSchema(source: string, sourceType: SchemaSourceType, field: string): SoundSchema {
  if (Buffer.byteLength(source) > maxSpecBytes)
    throw unsoundSchema(field, `may have ${maxSpecBytes} bytes at most`);
  if (source.trim() === '') throw unsoundSchema(field, 'is required, and must not be blank');
  const sdl = sourceType === 'SDL' ? source : sdlOf(jsonOf(source, field), sourceType, field);
  if (Buffer.byteLength(sdl) > maxSpecBytes)
    throw unsoundSchema(field, `may have ${maxSpecBytes} bytes at most when it is written out`);
  if (sdl.trim() === '') throw unsoundSchema(field, 'has no types in it');
  checkSdl(sdl, field);
  return { sdl, sourceType };
}

/** Which it is, where nobody says: a tree says so itself, and other JSON is the answer to a query. */
export function sourceTypeOf(source: string): SchemaSourceType {
  if (!source.trimStart().startsWith('{')) return 'SDL';
  return /^\s*\{\s*"kind"\s*:\s*"Document"/.test(source) ? 'schemaAST' : 'introspection';
}

function jsonOf(text: string, field: string): object {
  if (isDeepJson(text)) throw unsoundSchema(field, 'is nested too deeply');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    throw unsoundSchema(field, `is no JSON: ${(error as Error).message}`);
  }
  throw unsoundSchema(field, 'must be a JSON object');
}

function sdlOf(json: object, sourceType: SchemaSourceType, field: string): string {
  return sourceType === 'schemaAST' ? printedTree(json, field) : printedAnswer(json, field);
}

/** What is printed is parsed again, so that nothing but a schema can be in it. */
function printedTree(json: object, field: string): string {
  if ((json as Partial<DocumentNode>).kind !== Kind.DOCUMENT)
    throw unsoundSchema(field, 'must be a tree of the kind Document');
  return libraryAnswer(() => print(json as DocumentNode), field, 'is no tree of a parser');
}

function printedAnswer(json: object, field: string): string {
  const answer = 'data' in json ? json.data : json;
  if (typeof answer !== 'object' || answer === null || !('__schema' in answer))
    throw unsoundSchema(field, 'must be what the introspection query is answered with: {"__schema": ...}');
  checkDefaults(answer, field);
  const build = () => printSchema(buildClientSchema(answer as unknown as IntrospectionQuery));
  return libraryAnswer(build, field, 'is no sound answer to the introspection query');
}

/** Each default value is a text that the library parses. */
function checkDefaults(value: object, field: string): void {
  for (const [name, one] of Object.entries(value)) {
    if (name === 'defaultValue' && typeof one === 'string' && whyNotParsed(one) !== null)
      throw unsoundSchema(field, 'has a default value that is nested too deeply');
    if (typeof one === 'object' && one !== null) checkDefaults(one, field);
  }
}

/** The library does not look at the form of what it is given, and fails with whatever comes of that. */
function libraryAnswer(work: () => string, field: string, what: string): string {
  try {
    return work();
  } catch (error) {
    throw unsoundSchema(field, `${what}: ${(error as Error).message}`);
  }
}
