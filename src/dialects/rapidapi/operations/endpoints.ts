import type { JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { checkGroupOf, copyGroups } from './endpoint-groups.ts';
import { copySchema, type SchemaInput, writeSchema } from './graphql-schemas.ts';
import { found } from './lookup.ts';
import { given } from './names.ts';
import { eachOnce, type Operation, problem } from './operation.ts';

export interface EndpointFields {
  name?: string | null;
  method?: string | null;
  route?: string | null;
  description?: string | null;
  group?: string | null;
  params?: JsonObject | null;
  isGraphQL?: boolean | null;
  requestPayloads?: (JsonObject | null)[] | null;
  responsePayloads?: (JsonObject | null)[] | null;
  externalDocs?: JsonObject | null;
}

export interface EndpointInput extends EndpointFields {
  apiVersionId?: string | null;
  endpointId?: string | null;
  /** An endpoint that has one speaks GraphQL. */
  graphql?: SchemaInput | null;
}

/** With an endpoint's id, that one is changed; without one, the version gets a new one. */
export async function updateOrCreateEndpoint(
  op: Operation,
  { graphql, ...input }: EndpointInput,
): Promise<ObjectRecord> {
  const isGraphQL = graphql ? true : input.isGraphQL;
  const endpoint = await writeEndpoint(op, { ...input, ...given({ isGraphQL }) });
  if (graphql) await writeSchema(op, endpoint, graphql);
  return endpoint;
}

async function writeEndpoint(
  op: Operation,
  { apiVersionId, endpointId, ...fields }: Omit<EndpointInput, 'graphql'>,
): Promise<ObjectRecord> {
  if (endpointId) {
    const endpoint = await found(op, 'api_endpoint', endpointId);
    await checkGroupOf(op, { id: endpoint.links.apiVersion?.[0] ?? '' }, fields.group);
    return op.steps.update(endpoint, sound(fields));
  }
  if (!apiVersionId)
    throw problem('apiVersionId', 'is required for a new endpoint; name an existing one with endpointId');
  return createEndpoint(op, await found(op, 'api_version', apiVersionId), fields);
}

/** The newest stands last. */
export async function createEndpoint(
  op: Operation,
  version: ObjectRecord,
  fields: EndpointFields,
): Promise<ObjectRecord> {
  await checkGroupOf(op, version, fields.group);
  const before = await op.steps.children('api_endpoint', 'apiVersion', [version]);
  const index = 1 + Math.max(-1, ...before.map((endpoint) => Number(endpoint.fields.index)));
  return op.steps.create('api_endpoint', {
    fields: { ...sound(fields), index },
    links: { apiVersion: [version.id] },
  });
}

/** A version that is made from another one begins with its endpoints and their groups. */
export async function copyEndpoints(op: Operation, from: ObjectRecord, to: ObjectRecord): Promise<void> {
  const { steps } = op;
  const groups = await copyGroups(op, from, to);
  for (const endpoint of await steps.children('api_endpoint', 'apiVersion', [from])) {
    const { fields } = endpoint;
    const group = groups.get(fields.group) ?? '';
    const links = { apiVersion: [to.id] };
    const copy = await steps.create('api_endpoint', { fields: { ...fields, group }, links });
    if (fields.isGraphQL === true) await copySchema(op, endpoint, copy);
  }
}

export async function deleteEndpoints(op: Operation, ids: readonly string[]): Promise<void> {
  const endpoints: ObjectRecord[] = [];
  for (const id of eachOnce('endpointIds', ids)) endpoints.push(await found(op, 'api_endpoint', id));
  await op.steps.remove(endpoints, op.telling('api_endpoint'));
}

/** The fields as they are stored. Throws `invalid`. */
export function sound(fields: EndpointFields): JsonObject {
  const { route, method, requestPayloads, responsePayloads, ...others } = given(fields);
  if (route !== undefined && !route.startsWith('/'))
    throw problem('route', 'must begin with a slash, such as /current');
  return {
    ...others,
    ...given({ route, method: method?.toUpperCase() }),
    ...(requestPayloads && { requestPayloads: requestPayloads.filter((one) => one !== null) }),
    ...(responsePayloads && { responsePayloads: responsePayloads.filter((one) => one !== null) }),
  };
}
