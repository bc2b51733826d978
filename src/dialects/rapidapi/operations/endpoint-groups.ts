import type { JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { outwardId } from '../ids.ts';
import { found } from './lookup.ts';
import { given } from './names.ts';
import { eachOnce, type Operation, problem } from './operation.ts';

interface GroupFields {
  name?: string | null;
  index?: number | null;
  description?: string | null;
  externalDocs?: JsonObject | null;
}

export type GroupCreate = GroupFields & { name: string; apiVersionId: string; index: number };

export async function createEndpointsGroups(
  op: Operation,
  inputs: readonly GroupCreate[],
): Promise<ObjectRecord[]> {
  const created: ObjectRecord[] = [];
  for (const { apiVersionId, ...fields } of inputs) {
    const version = await found(op, 'api_version', apiVersionId);
    created.push(
      await op.steps.create('endpoints_group', {
        fields: given(fields),
        links: { apiVersion: [version.id] },
      }),
    );
  }
  return created;
}

export type GroupUpdate = GroupFields & { id: string };

export async function updateEndpointsGroups(
  op: Operation,
  inputs: readonly GroupUpdate[],
): Promise<ObjectRecord[]> {
  const updated: ObjectRecord[] = [];
  for (const [index, { id, ...fields }] of inputs.entries()) {
    if (fields.name === '') throw problem(`groups.${index}.name`, 'must not be blank');
    updated.push(await op.steps.update(await found(op, 'endpoints_group', id), given(fields)));
  }
  return updated;
}

/** Endpoints stay, and are in no group any more. That is not told: nothing but the group has changed. */
export async function deleteEndpointsGroups(op: Operation, ids: readonly string[]): Promise<void> {
  const { steps } = op;
  const groups: ObjectRecord[] = [];
  for (const id of eachOnce('ids', ids)) groups.push(await found(op, 'endpoints_group', id));
  const going = new Set(groups.map(outwardId));
  for (const version of await versionsOf(op, groups)) {
    for (const endpoint of await steps.children('api_endpoint', 'apiVersion', [version])) {
      if (going.has(String(endpoint.fields.group))) await steps.updateSilently(endpoint, { group: '' });
    }
  }
  await steps.remove(groups, op.telling('endpoints_group'));
}

async function versionsOf({ steps }: Operation, groups: readonly ObjectRecord[]): Promise<ObjectRecord[]> {
  const ids = new Set(groups.map(({ links }) => links.apiVersion?.[0] ?? ''));
  return Promise.all([...ids].map((id) => steps.get('api_version', id)));
}

/** That an endpoint of the version can be in the group. A blank one is none. */
export async function checkGroupOf(
  op: Operation,
  version: { id: string },
  group: string | null | undefined,
): Promise<void> {
  if (!group) return;
  const { links } = await found(op, 'endpoints_group', group);
  if (links.apiVersion?.[0] !== version.id) throw problem('group', 'is one of another version');
}

/** The groups of one version for another. Answers with what those of the first have become, by outward id. */
export async function copyGroups(
  { steps }: Operation,
  from: ObjectRecord,
  to: ObjectRecord,
): Promise<ReadonlyMap<unknown, string>> {
  const copies = new Map<unknown, string>();
  for (const group of await steps.children('endpoints_group', 'apiVersion', [from])) {
    const links = { apiVersion: [to.id] };
    const copy = await steps.create('endpoints_group', { fields: group.fields, links });
    copies.set(outwardId(group), String(outwardId(copy)));
  }
  return copies;
}
