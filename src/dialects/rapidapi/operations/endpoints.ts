import type { JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
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
  externalDocs?: JsonObject | null;
}

export interface EndpointInput extends EndpointFields {
  apiVersionId?: string | null;
  endpointId?: string | null;
}

/** With an endpoint's id, that one is changed; without one, the version gets a new one. */
export async function updateOrCreateEndpoint(
  op: Operation,
  { apiVersionId, endpointId, ...fields }: EndpointInput,
): Promise<ObjectRecord> {
  if (endpointId) {
    return op.steps.update(await found(op, 'api_endpoint', endpointId), sound(fields));
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
  const before = await op.steps.children('api_endpoint', 'apiVersion', [version]);
  const index = 1 + Math.max(-1, ...before.map((endpoint) => Number(endpoint.fields.index)));
  return op.steps.create('api_endpoint', {
    fields: { ...sound(fields), index },
    links: { apiVersion: [version.id] },
  });
}

/** A version that is made from another one begins with its endpoints. */
export async function copyEndpoints(
  { steps }: Operation,
  from: ObjectRecord,
  to: ObjectRecord,
): Promise<void> {
  for (const { fields } of await steps.children('api_endpoint', 'apiVersion', [from])) {
    await steps.create('api_endpoint', { fields, links: { apiVersion: [to.id] } });
  }
}

export async function deleteEndpoints(op: Operation, ids: readonly string[]): Promise<void> {
  const endpoints: ObjectRecord[] = [];
  for (const id of eachOnce('endpointIds', ids)) endpoints.push(await found(op, 'api_endpoint', id));
  await op.steps.remove(endpoints, op.telling('api_endpoint'));
}

function sound(fields: EndpointFields): JsonObject {
  const { route, method, ...others } = given(fields);
  if (route !== undefined && !route.startsWith('/'))
    throw problem('route', 'must begin with a slash, such as /current');
  return { ...others, ...given({ route, method: method?.toUpperCase() }) };
}
