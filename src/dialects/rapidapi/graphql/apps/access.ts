import { childrenOf } from '../domain/load.ts';
import type { Shown } from '../domain/shown.ts';
import type { GraphContext } from '../module.ts';

/** The apps of a user or a team, each in the box that the vendor puts it in. */
export function appsOf(relation: 'user' | 'team') {
  return async (owner: Shown, _: unknown, context: GraphContext) =>
    (await childrenOf(context, owner, 'app', relation)).map((app) => ({ Project: app }));
}
