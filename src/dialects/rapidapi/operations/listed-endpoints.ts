import { groupBy } from '../../../base/group-by.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { outwardId } from '../ids.ts';
import { type EndpointFields, sound } from './endpoints.ts';
import { given } from './names.ts';
import type { Operation } from './operation.ts';

/** All endpoints that a version is to have, in their order, and the groups that they name. */
export interface ListedEndpoints {
  groups: readonly { name: string; description: string; externalDocs: JsonObject | null }[];
  /** `group` is the name of one of the groups; blank for none. */
  endpoints: readonly EndpointFields[];
}

/**
 * Makes the endpoints of a version those of a list: what is there by method and route is changed, what is not is made, and
 * what is not in the list goes. Groups likewise, by their names.
 */
export async function listEndpoints(
  op: Operation,
  version: ObjectRecord,
  { groups, endpoints }: ListedEndpoints,
): Promise<void> {
  const { steps } = op;
  const groupsBefore = await steps.children('endpoints_group', 'apiVersion', [version]);
  const ids = await listGroups(op, version, groups, groupsBefore);
  const before = groupBy(await steps.children('api_endpoint', 'apiVersion', [version]), ({ fields }) =>
    keyOf(fields),
  );
  for (const [index, endpoint] of endpoints.entries()) {
    const fields = { ...sound(endpoint), group: ids.get(endpoint.group ?? '') ?? '', index };
    const known = before.get(keyOf(fields))?.shift();
    if (known !== undefined) await steps.update(known, fields);
    else await steps.create('api_endpoint', { fields, links: { apiVersion: [version.id] } });
  }
  const left = [...before.values()].flat();
  if (left.length > 0) await steps.remove(left, op.telling('api_endpoint'));
  const gone = groupsBefore.filter(({ fields }) => !ids.has(String(fields.name)));
  if (gone.length > 0) await steps.remove(gone, op.telling('endpoints_group'));
}

/** Answers with the outward ids of the groups by their names. */
async function listGroups(
  { steps }: Operation,
  version: ObjectRecord,
  groups: ListedEndpoints['groups'],
  before: readonly ObjectRecord[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const [index, { name, ...rest }] of groups.entries()) {
    const fields = { ...given(rest), name, index };
    const known = before.find((group) => group.fields.name === name);
    const group =
      known === undefined
        ? await steps.create('endpoints_group', { fields, links: { apiVersion: [version.id] } })
        : await steps.update(known, fields);
    ids.set(name, String(outwardId(group)));
  }
  return ids;
}

function keyOf({ method, route }: JsonObject): string {
  return `${method} ${route}`;
}
