import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { holdsOf } from '../catalogue/role.ts';
import { found, foundParty } from './lookup.ts';
import { type Operation, problem } from './operation.ts';

export interface EntityRoleCreate {
  entityId?: number | null;
  roleId?: number | null;
  /** In which team. */
  parentId?: number | null;
  /** In which organization. */
  orgId?: number | null;
}

/** Gives roles to users, teams and organizations. Who has one already keeps it. */
export async function createEntitiesRoles(
  op: Operation,
  inputs: readonly (EntityRoleCreate | null)[],
): Promise<void> {
  if (inputs.length === 0) throw problem('entitiesRoles', 'must name at least one');
  for (const [index, input] of inputs.entries()) {
    if (input !== null) await giveRole(op, input, `entitiesRoles.${index}`);
  }
}

async function giveRole(op: Operation, input: EntityRoleCreate, place: string): Promise<void> {
  const { entityId, roleId, parentId, orgId } = input;
  if (!entityId) throw problem(`${place}.entityId`, 'is required: a user, a team or an organization');
  if (!roleId) throw problem(`${place}.roleId`, 'is required');
  const role = await found(op, 'role', roleId);
  const party = await foundParty(op, entityId);
  const team = parentId ? await found(op, 'team', parentId) : null;
  const organization = orgId ? await found(op, 'organization', orgId) : null;
  const holds = holdsOf({
    roleId: role.number,
    entityId: party.number,
    parentId: team?.number ?? 0,
    orgId: organization?.number ?? 0,
  });
  if ((await op.steps.findByField('entity_role', 'holds', holds)) !== null) return;
  await op.steps.create('entity_role', {
    fields: {},
    links: {
      role: [role.id],
      [party.type]: [party.id],
      ...(team && { inTeam: [team.id] }),
      ...(organization && { inOrganization: [organization.id] }),
    },
  });
}

/** The role of a user in an organization, instead of those of the same level that the user had there. */
export async function updateUserRoles(
  op: Operation,
  { entityId, roleId, orgId }: { entityId: number; roleId: number; orgId: number },
): Promise<void> {
  const user = await found(op, 'user', entityId);
  const organization = await found(op, 'organization', orgId);
  const role = await found(op, 'role', roleId);
  const going: ObjectRecord[] = [];
  for (const held of await op.steps.children('entity_role', 'user', [user])) {
    if (held.fields.orgId !== organization.number || held.fields.roleId === role.number) continue;
    const other = await op.steps.get('role', held.links.role?.[0] ?? '');
    if (other.fields.roleLevel === role.fields.roleLevel) going.push(held);
  }
  if (going.length > 0) await op.steps.remove(going, op.telling('entity_role'));
  await giveRole(op, { entityId, roleId, orgId }, 'input');
}
