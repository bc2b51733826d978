import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { defaultApp } from './apps.ts';
import { found } from './lookup.ts';
import { given, slugOf } from './names.ts';
import { conflict, type Operation, problem } from './operation.ts';
import { removeApis } from './remove-apis.ts';

export interface TeamCreate {
  organizationId: number;
  name: string;
  thumbnail?: string | null;
  description?: string | null;
  isDefault?: boolean | null;
}

/** A new team of an organization, with an app and its key. */
export async function createTeam(op: Operation, input: TeamCreate): Promise<ObjectRecord> {
  const organization = await found(op, 'organization', input.organizationId);
  const { name, thumbnail, description, isDefault } = input;
  if (isDefault === true) {
    const teams = await op.steps.children('team', 'organization', [organization]);
    const before = teams.find((team) => team.fields.isDefault === true);
    if (before !== undefined)
      throw problem('isDefault', `can be only one: this organization has the default team ${before.number}`);
  }
  return teamWithApp(op, organization, {
    name,
    ...given({ thumbnail, description }),
    isDefault: isDefault ?? false,
  });
}

/** A team as it begins. */
export async function teamWithApp(
  op: Operation,
  organization: ObjectRecord,
  fields: { name: string; isDefault: boolean; thumbnail?: string; description?: string },
): Promise<ObjectRecord> {
  const team = await op.steps.create('team', {
    fields: { ...fields, slugifiedName: slugOf(fields.name) },
    links: { organization: [organization.id] },
  });
  await defaultApp(op, team);
  return team;
}

export interface TeamUpdate {
  id: number;
  name?: string | null;
  thumbnail?: string | null;
  description?: string | null;
}

export async function updateTeam(op: Operation, { id, ...input }: TeamUpdate): Promise<ObjectRecord> {
  const team = await found(op, 'team', id);
  const fields = given(input);
  return op.steps.update(team, { ...fields, ...(fields.name && { slugifiedName: slugOf(fields.name) }) });
}

/** The team goes with its apps and their keys; its APIs go first, as when each is deleted. */
export async function deleteTeam(op: Operation, id: string): Promise<void> {
  const team = await found(op, 'team', id);
  if (team.fields.isDefault === true)
    throw conflict(
      'The default team goes with its organization. Delete the organization, or give the team another name.',
    );
  await removeApis(op, await op.steps.children('api', 'team', [team]));
  await op.steps.remove([team], op.telling('team', 'app', 'app_key'));
}

/** Members are no rows of their own in the vendor's events, so nothing is told of them. */
export async function addUserToTeams(
  op: Operation,
  { userId, teamIds }: { userId: number; teamIds: readonly number[] },
): Promise<void> {
  const user = await found(op, 'user', userId);
  for (const id of new Set(teamIds)) await joinTeam(op, user, await found(op, 'team', id));
}

/** Does nothing where the user is in the team already. */
export async function joinTeam(
  op: Operation,
  user: ObjectRecord,
  team: ObjectRecord,
  role?: string,
): Promise<void> {
  if ((await membershipOf(op, user, team)) !== undefined) return;
  await op.steps.create('team_user', {
    fields: given({ role }),
    links: { team: [team.id], user: [user.id] },
  });
}

export interface TeamUserUpdate {
  orgId: number;
  teamUserId: number;
  teamToRemove?: number | null;
  teamToAdd?: number | null;
  newRole?: string | null;
}

/** Moves a user between the teams of an organization, or gives another role in all of them. */
export async function updateTeamUser(op: Operation, input: TeamUserUpdate): Promise<void> {
  const user = await found(op, 'user', input.teamUserId);
  const organization = await found(op, 'organization', input.orgId);
  const teamOf = async (id: number, field: string) => {
    const team = await found(op, 'team', id);
    if (team.fields.organizationId !== organization.number)
      throw problem(field, 'is a team of another organization');
    return team;
  };
  if (input.teamToAdd) {
    await joinTeam(op, user, await teamOf(input.teamToAdd, 'teamToAdd'), input.newRole ?? undefined);
  }
  if (input.teamToRemove) {
    const membership = await membershipOf(op, user, await teamOf(input.teamToRemove, 'teamToRemove'));
    if (membership === undefined) throw problem('teamToRemove', 'does not have this user');
    await op.steps.remove([membership], op.telling());
  }
  if (input.newRole) {
    const teams = new Set(
      (await op.steps.children('team', 'organization', [organization])).map(({ id }) => id),
    );
    for (const membership of await op.steps.children('team_user', 'user', [user])) {
      if (teams.has(membership.links.team?.[0] ?? ''))
        await op.steps.update(membership, { role: input.newRole });
    }
  }
}

async function membershipOf({ steps }: Operation, user: ObjectRecord, team: ObjectRecord) {
  const memberships = await steps.children('team_user', 'user', [user]);
  return memberships.find(({ links }) => links.team?.[0] === team.id);
}
