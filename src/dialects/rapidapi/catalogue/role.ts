import type { Problem } from '../../../base/errors.ts';
import type { ObjectType } from '../../../catalogue/catalogue.ts';
import type { Related } from '../../../catalogue/object-record.ts';
import { count, flag, owner, possibleOwner, text, word } from './fields.ts';
import { oneOwner, ownerNumber, ownerOf } from './owners.ts';

/** What a role is given to, and where it counts. */
export const roleLevels = [
  'USER_ENVIRONMENT',
  'USER_ORGANIZATION',
  'USER_TEAM',
  'TEAM_ENVIRONMENT',
  'ORGANIZATION',
] as const;

/**
 * What people of a hub are allowed, in the hub's own words. It is kept and handed out, and Bellwire enforces none of it:
 * what a key may do is said by the role of the key. Nothing is told of it.
 */
export const role: ObjectType = {
  name: 'role',
  plural: 'roles',
  title: 'role',
  fields: {
    key: text('Name for programs', 255),
    name: text('Name', 255, { required: true }),
    description: text('Description', 4096),
    roleLevel: word('Given to, and for', roleLevels),
    isBasicRole: flag('Comes with the hub'),
    isDefault: flag('Given where no other is'),
    // Blank in all others, so that a level has one.
    defaultOf: text('The level that it is the default of', 64, { neverTold: true }),
    permissions: {
      type: 'array',
      title: 'What it allows',
      items: {
        type: 'object',
        properties: {
          id: { type: 'string', minLength: 1, maxLength: 64 },
          key: { type: 'string', maxLength: 255 },
          displayName: { type: 'string', maxLength: 255 },
          permissionLevel: { type: 'string', maxLength: 64 },
          description: { type: 'string', maxLength: 4096 },
          dependsOn: { type: ['integer', 'null'] },
          rolePermission: {
            type: 'object',
            properties: { granted: { type: 'boolean' }, readOnly: { type: 'boolean' } },
            required: ['granted'],
            additionalProperties: false,
          },
        },
        required: ['id', 'rolePermission'],
        additionalProperties: false,
      },
    },
  },
  relations: {},
  unique: [
    { name: 'key', field: 'key', keptForever: false },
    { name: 'defaultOf', field: 'defaultOf', keptForever: false },
  ],
  emits: [],
  customFields: false,
  cascades: [],
  complete: ({ fields }) => ({ defaultOf: fields.isDefault === true ? (fields.roleLevel ?? '') : '' }),
};

/** That a user, a team or an organization has a role. */
export const entityRole: ObjectType = {
  name: 'entity_role',
  plural: 'entity_roles',
  title: 'role of somebody',
  fields: {
    entityId: count('Who has it'),
    roleId: count('The role'),
    parentId: count('In which team; zero for none'),
    orgId: count('In which organization; zero for none'),
    // One row for each of them, and what it is found by.
    holds: text('Role, who, and where', 80, { neverTold: true }),
  },
  relations: {
    role: owner('role', { whenParentGoes: 'refuse' }),
    user: possibleOwner('user'),
    team: possibleOwner('team'),
    organization: possibleOwner('organization'),
    inTeam: possibleOwner('team'),
    inOrganization: possibleOwner('organization'),
  },
  unique: [{ name: 'holds', field: 'holds', keptForever: false }],
  emits: [],
  customFields: false,
  cascades: [],
  complete: ({ related }) => {
    const of = {
      roleId: related.role?.number ?? 0,
      entityId: ownerNumber(related),
      parentId: related.inTeam?.number ?? 0,
      orgId: related.inOrganization?.number ?? 0,
    };
    return { ...of, holds: holdsOf(of) };
  },
  check: ({ related }) => [...oneOwner(related, 'entityId'), ...levelProblems(related)],
};

/** What the row of a role that somebody has is found by. */
export function holdsOf(of: { roleId: number; entityId: number; parentId: number; orgId: number }): string {
  return `${of.roleId} ${of.entityId} ${of.parentId} ${of.orgId}`;
}

/** A role for users is not given to a team. */
function levelProblems(related: Related): Problem[] {
  const party = ownerOf(related);
  const level = String(related.role?.fields.roleLevel ?? '');
  if (party === undefined || level.startsWith(party.type.toUpperCase())) return [];
  return [{ field: 'roleId', message: `is a role of the level ${level}, which a ${party.type} cannot have` }];
}
