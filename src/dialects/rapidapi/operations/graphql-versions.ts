import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { outwardId } from '../ids.ts';
import { createVersion, type VersionCreate } from './api-versions.ts';
import { createEndpoint } from './endpoints.ts';
import { type SchemaInput, schemaIsRequired, writeSchema } from './graphql-schemas.ts';
import { found } from './lookup.ts';
import { type Operation, problem } from './operation.ts';

export interface GraphqlVersionCreate extends VersionCreate {
  /** Where the API is asked. */
  baseUrl: string;
  schema: SchemaInput;
}

/** New versions that are one endpoint, which speaks GraphQL. All else is as with other versions. */
export async function createGraphqlVersions(
  op: Operation,
  inputs: readonly GraphqlVersionCreate[],
): Promise<ObjectRecord[]> {
  const created: ObjectRecord[] = [];
  for (const [index, { baseUrl, schema, ...input }] of inputs.entries()) {
    const place = `gqlApiVersions.${index}`;
    const version = await createVersion(op, input, place, { apiSubType: 'graphql' });
    await speakGraphql(op, version, schema, `${place}.gqlFile`);
    created.push(await serveAt(op, version, baseUrl));
  }
  return created;
}

/** An endpoint that was copied from another version keeps its schema where no other one is given. */
export async function speakGraphql(
  op: Operation,
  version: ObjectRecord,
  schema: SchemaInput,
  field: string,
): Promise<void> {
  const endpoints = await op.steps.children('api_endpoint', 'apiVersion', [version]);
  const known = endpoints.find(({ fields }) => fields.isGraphQL === true);
  if (known === undefined && schema.schema === null) throw problem(field, schemaIsRequired);
  const endpoint =
    known ??
    (await createEndpoint(op, version, { name: 'GraphQL', method: 'POST', route: '/', isGraphQL: true }));
  await writeSchema(op, endpoint, schema);
}

/** A version that was copied shares its base URLs with the other one, for as long as they are the same. */
async function serveAt(op: Operation, version: ObjectRecord, baseUrl: string): Promise<ObjectRecord> {
  const { steps } = op;
  const shared = version.fields.targetGroupId;
  if (shared) {
    const { fields } = await found(op, 'target_group', String(shared));
    const urls = (fields.targetUrls as { url: string }[]).map(({ url }) => url);
    if (urls.length === 1 && urls[0] === baseUrl) return version;
  }
  const group = await steps.create('target_group', {
    fields: {
      name: version.fields.name ?? '',
      targetUrls: [{ url: baseUrl, loadBalancingStrategyValue: null }],
    },
    links: { api: [version.links.ofApi?.[0] ?? ''] },
  });
  return steps.update(version, { targetGroupId: outwardId(group) });
}
