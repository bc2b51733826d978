import { setImmediate as turn } from 'node:timers/promises';
import { baseUrlRule, isBaseUrl } from '../../catalogue/target-group.ts';
import { type SchemaInput, schemaIsRequired } from '../../operations/graphql-schemas.ts';
import { problem } from '../../operations/operation.ts';
import {
  type SchemaSourceType,
  type SoundSchema,
  soundSchema,
  sourceTypeOf,
} from '../../specs/graphql/sound-schema.ts';
import type { GraphContext } from '../module.ts';
import { specTextOf } from '../uploads/read-upload.ts';
import { isFile } from '../uploads/upload.ts';

// To check a schema takes a while. A request can have several, and others have their turn between them.

/** `SpecInput` of the schema. */
export interface GqlSpec {
  gql: {
    baseUrl: string;
    schemaSource: {
      type: SchemaSourceType;
      source?: string | null;
      options?: { enableSchemaIntrospectionOnHub?: boolean | null } | null;
    };
  };
}

/** Reads what a new version is to speak. Ahead of the operation, which may be run several times. Throws `invalid`. */
export async function readSpec(
  context: GraphContext,
  { gql: { baseUrl, schemaSource } }: GqlSpec,
  field: string,
): Promise<{ baseUrl: string; schema: SchemaInput }> {
  checkUrl(baseUrl, `${field}.gql.baseUrl`);
  const { type, source, options } = schemaSource;
  const place = `${field}.gql.schemaSource.source`;
  if (!source) throw problem(place, schemaIsRequired);
  const text = await specTextOf(context, source, place);
  await turn();
  const schema: SchemaInput = {
    schema: soundSchema(text, type, place),
    isIntrospectionCall: type === 'introspection',
    introspectionCallUrl: baseUrl,
    allowHubSchemaRefresh: options?.enableSchemaIntrospectionOnHub ?? null,
  };
  return { baseUrl, schema };
}

/** Reads a schema that is a text, a file, or the JSON itself; null where there is none. Throws `invalid`. */
export async function readSchema(
  context: GraphContext,
  given: unknown,
  field: string,
): Promise<SoundSchema | null> {
  if (given === null || given === undefined) return null;
  const upload = typeof given === 'string' || isFile(given) ? given : JSON.stringify(given);
  const text = await specTextOf(context, upload, field);
  await turn();
  return soundSchema(text, sourceTypeOf(text), field);
}

/** Throws `invalid`. */
export function checkUrl(url: string, field: string): void {
  if (!isBaseUrl(url)) throw problem(field, baseUrlRule);
}
