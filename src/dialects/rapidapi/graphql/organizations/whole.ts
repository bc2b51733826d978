import { childrenOf, countOf, parentOf } from '../domain/load.ts';
import { recordOf, type Shown } from '../domain/shown.ts';
import type { GraphContext } from '../module.ts';

// What the teams of an organization have, taken together.

const teamsIn = (organization: Shown, context: GraphContext) =>
  childrenOf(context, organization, 'team', 'organization');

/** The users in its teams, each once, in the order in which the teams have them. */
export async function usersOf(organization: Shown, _: unknown, context: GraphContext): Promise<Shown[]> {
  const teams = await teamsIn(organization, context);
  const places = await Promise.all(teams.map((team) => childrenOf(context, team, 'team_user', 'team')));
  const users = await Promise.all(places.flat().map((place) => parentOf(context, place, 'user')));
  const present = users.filter((user) => user !== null);
  return [...new Map(present.map((user) => [recordOf(user).id, user])).values()];
}

/** Each user takes one seat, in however many teams. */
export async function occupiedSeatsOf(organization: Shown, _: unknown, context: GraphContext) {
  return (await usersOf(organization, _, context)).length;
}

export async function apisOf(organization: Shown, _: unknown, context: GraphContext): Promise<Shown[]> {
  const teams = await teamsIn(organization, context);
  return (await Promise.all(teams.map((team) => childrenOf(context, team, 'api', 'team')))).flat();
}

export async function apisCountOf(organization: Shown, _: unknown, context: GraphContext): Promise<number> {
  const teams = await teamsIn(organization, context);
  const counts = await Promise.all(teams.map((team) => countOf(context, team, 'api', 'team')));
  return counts.reduce((sum, count) => sum + count, 0);
}
