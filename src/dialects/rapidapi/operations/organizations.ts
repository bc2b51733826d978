import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { found } from './lookup.ts';
import { given, slugOf } from './names.ts';
import { type Operation, problem } from './operation.ts';
import { removeApis } from './remove-apis.ts';
import { joinTeam, teamWithApp } from './teams.ts';

interface Invitation {
  id?: string | null;
  email?: string | null;
  role?: string | null;
}

export interface OrganizationCreate {
  name: string;
  email: string;
  seats: number;
  thumbnail?: string | null;
  description?: string | null;
  users?: readonly (Invitation | null)[] | null;
}

/** A new organization, with its default team, that one's app and key, and the subscription for its seats. */
export async function createOrganization(op: Operation, input: OrganizationCreate): Promise<ObjectRecord> {
  const { users, name, ...fields } = given(input);
  if (!name) throw problem('name', 'must not be blank');
  const organization = await op.steps.create('organization', {
    fields: { ...fields, name, slugifiedName: slugOf(name) },
    links: {},
  });
  const team = await teamWithApp(op, organization, { name: defaultTeamName(name), isDefault: true });
  for (const [index, invited] of (users ?? []).entries()) {
    if (invited === null) continue;
    await joinTeam(op, await invitedUser(op, invited, index), team, invited.role ?? undefined);
  }
  await op.steps.create('subscription', {
    fields: { type: 'SEATS', status: 'ACTIVE', billingPlanVersionId: 'billingplanversion_seats' },
    links: { organization: [organization.id] },
  });
  return organization;
}

async function invitedUser(op: Operation, { id, email }: Invitation, index: number): Promise<ObjectRecord> {
  if (id) return found(op, 'user', id);
  const user = email ? await op.steps.findByField('user', 'email', email) : null;
  if (user === null)
    throw problem(`users.${index}`, 'must name a user of this hub by id or e-mail; create the user first');
  return user;
}

export interface OrganizationUpdate {
  organizationId: number;
  name?: string | null;
  email?: string | null;
  seats?: number | null;
  thumbnail?: string | null;
  description?: string | null;
}

/** The default team follows: its name is made from that of the organization, until somebody gives it another. */
export async function updateOrganization(
  op: Operation,
  { organizationId, ...input }: OrganizationUpdate,
): Promise<ObjectRecord> {
  const before = await found(op, 'organization', organizationId);
  const fields = given(input);
  const after = await op.steps.update(before, {
    ...fields,
    ...(fields.name && { slugifiedName: slugOf(fields.name) }),
  });
  if (after.version === before.version) return after;
  const teams = await op.steps.children('team', 'organization', [after]);
  const team = teams.find((each) => each.fields.isDefault === true);
  if (team === undefined) return after;
  if (team.fields.name === defaultTeamName(String(before.fields.name))) {
    const name = defaultTeamName(String(after.fields.name));
    await op.steps.update(team, { name, slugifiedName: slugOf(name) });
  }
  await op.steps.touch(team);
  return after;
}

/** The APIs of its teams go first, as when each is deleted; then its seats, the apps, the teams and itself. */
export async function deleteOrganization(op: Operation, id: string): Promise<void> {
  const { steps, telling } = op;
  const organization = await found(op, 'organization', id);
  const teams = await steps.children('team', 'organization', [organization]);
  await removeApis(op, await steps.children('api', 'team', teams));
  await steps.remove(
    await steps.children('subscription', 'organization', [organization]),
    telling('subscription'),
  );
  await steps.remove([organization], telling('app', 'team', 'organization'));
}

function defaultTeamName(organizationName: string): string {
  return `${organizationName}-Default`;
}
