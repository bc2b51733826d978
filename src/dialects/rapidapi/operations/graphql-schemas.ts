import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { SoundSchema } from '../specs/graphql/sound-schema.ts';
import { given } from './names.ts';
import { type Operation, problem } from './operation.ts';

/** A schema that was checked, with what is known of where it comes from. */
export interface SchemaInput {
  /** Without one, that of the endpoint stays. */
  schema: SoundSchema | null;
  isIntrospectionCall?: boolean | null;
  introspectionCallUrl?: string | null;
  allowHubSchemaRefresh?: boolean | null;
}

/** Said where there is no schema, and none to take over. */
export const schemaIsRequired =
  'is required: the schema in the language of GraphQL schemas, or what the introspection query was answered with; Bellwire asks no API for it';

/** The schema of an endpoint, or null. */
export async function schemaOf({ steps }: Operation, endpoint: ObjectRecord): Promise<ObjectRecord | null> {
  return (await steps.children('graphql_schema', 'endpoint', [endpoint]))[0] ?? null;
}

/** Gives an endpoint a schema, or changes the one that it has. */
export async function writeSchema(
  op: Operation,
  endpoint: ObjectRecord,
  { schema, ...about }: SchemaInput,
): Promise<void> {
  const before = await schemaOf(op, endpoint);
  const fields = {
    ...given(about),
    ...(schema !== null && { schema: schema.sdl, sourceType: schema.sourceType }),
  };
  if (before !== null) {
    await op.steps.update(before, fields);
    return;
  }
  if (schema === null) throw problem('schema', schemaIsRequired);
  await op.steps.create('graphql_schema', { fields, links: { endpoint: [endpoint.id] } });
}

/** The schemas of endpoints for their copies. */
export async function copySchema(op: Operation, from: ObjectRecord, to: ObjectRecord): Promise<void> {
  const schema = await schemaOf(op, from);
  if (schema === null) return;
  const links = { endpoint: [to.id] };
  await op.steps.create('graphql_schema', { fields: schema.fields, links });
}
