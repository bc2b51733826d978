import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { count, deletedAt, flag, owner, status, text } from './fields.ts';

/** A company within the hub; its people are in teams. */
export const organization: ObjectType = {
  name: 'organization',
  plural: 'organizations',
  title: 'organization',
  fields: {
    name: text('Name', 255, { required: true }),
    slugifiedName: text('Name for addresses', 255),
    email: text('E-mail for bills', 320, { required: true, format: 'email' }),
    description: text('Description', 4096),
    thumbnail: text('Picture', 2048),
    status,
    seats: count('Seats'),
    deletedAt,
  },
  relations: {},
  unique: [{ name: 'name', field: 'slugifiedName', keptForever: false }],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
};

/** A part of an organization, which owns apps, APIs and subscriptions. */
export const team: ObjectType = {
  name: 'team',
  plural: 'teams',
  title: 'team',
  fields: {
    organizationId: count('Organization'),
    name: text('Name', 255, { required: true }),
    slugifiedName: text('Name for addresses', 255),
    isDefault: flag('The team that the organization began with', { createOnly: true }),
    description: text('Description', 4096),
    thumbnail: text('Picture', 2048),
    status,
    deletedAt,
  },
  relations: { organization: owner('organization') },
  unique: [{ name: 'name', field: 'slugifiedName', within: 'organization', keptForever: false }],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
  complete: ({ related }) => (related.organization ? { organizationId: related.organization.number } : {}),
};

/** A user's place in a team. */
export const teamUser: ObjectType = {
  name: 'team_user',
  plural: 'team_users',
  title: 'member of a team',
  fields: {
    userId: text('User', 16),
    teamId: text('Team', 16),
    role: text('Role', 64, { default: 'developer' }),
  },
  relations: { team: owner('team'), user: owner('user') },
  unique: [{ name: 'user', field: 'userId', within: 'team', keptForever: false }],
  emits: [],
  customFields: false,
  cascades: [],
  complete: ({ related: { team, user } }) => ({
    ...(team && { teamId: String(team.number) }),
    ...(user && { userId: String(user.number) }),
  }),
};
