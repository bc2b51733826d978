import { childrenOf, parentOf } from '../domain/load.ts';
import { recordOf, type Shown } from '../domain/shown.ts';
import type { GraphContext } from '../module.ts';

/** The teams that a user is in. */
export async function teamsOf(user: Shown, context: GraphContext): Promise<Shown[]> {
  const places = await childrenOf(context, user, 'team_user', 'user');
  return present(await Promise.all(places.map((place) => parentOf(context, place, 'team'))));
}

/** The organizations in whose teams a user is, each once, in the order of creation. */
export async function organizationsOf(user: Shown, context: GraphContext): Promise<Shown[]> {
  const teams = await teamsOf(user, context);
  const all = present(await Promise.all(teams.map((team) => parentOf(context, team, 'organization'))));
  const byId = new Map(all.map((organization) => [recordOf(organization).id, organization]));
  return [...byId]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, organization]) => organization);
}

function present(found: readonly (Shown | null)[]): Shown[] {
  return found.filter((one) => one !== null);
}
