import type { JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { found } from './lookup.ts';
import { given, slugOf } from './names.ts';
import { eachOnce, type Operation, problem } from './operation.ts';

interface RoleFields {
  name?: string | null;
  description?: string | null;
  roleLevel?: string | null;
  isBasicRole?: boolean | null;
  isDefault?: boolean | null;
  permissions?: readonly (JsonObject | null)[] | null;
}

export type RoleCreate = RoleFields & { name: string; roleLevel: string };

export async function createRole(op: Operation, input: RoleCreate): Promise<ObjectRecord> {
  if (input.isDefault === true) await takeDefault(op, null, input.roleLevel);
  return op.steps.create('role', { fields: { ...stored(input), key: slugOf(input.name) }, links: {} });
}

export type RoleUpdate = RoleFields & { id: string; key?: string | null };

export async function updateRole(op: Operation, { id, key, ...input }: RoleUpdate): Promise<ObjectRecord> {
  const before = await found(op, 'role', id);
  if (input.name === '') throw problem('name', 'must not be blank');
  if (key === '') throw problem('key', 'must not be blank');
  const roleLevel = input.roleLevel ?? String(before.fields.roleLevel);
  if (roleLevel !== before.fields.roleLevel) {
    const holders = await op.steps.children('entity_role', 'role', [before]);
    if (holders.length > 0) throw problem('roleLevel', 'cannot change while somebody has the role');
  }
  if (input.isDefault ?? before.fields.isDefault === true) await takeDefault(op, before, roleLevel);
  return op.steps.update(before, { ...stored(input), ...(key && { key }) });
}

/** Refused while somebody has one of them. */
export async function deleteRoles(op: Operation, ids: readonly string[]): Promise<void> {
  const roles: ObjectRecord[] = [];
  for (const id of eachOnce('id', ids)) roles.push(await found(op, 'role', id));
  await op.steps.remove(roles, op.telling('role'));
}

/** One role of a level is its default: the one that was it is it no more. */
async function takeDefault({ steps }: Operation, role: ObjectRecord | null, level: string): Promise<void> {
  const last = await steps.findByField('role', 'defaultOf', level);
  if (last !== null && last.id !== role?.id) await steps.update(last, { isDefault: false });
}

function stored({ permissions, ...fields }: RoleFields): JsonObject {
  const some = permissions?.filter((permission) => permission !== null);
  const ids = some?.map(({ id }) => id) ?? [];
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw problem('permissions', `name ${String(twice)} twice`);
  return {
    ...given(fields),
    ...(some && { permissions: some.map((permission) => given(permission) as JsonObject) }),
  };
}
