import { nameOfDoer } from '../../../../store/audit.ts';
import type { GraphContext } from '../module.ts';
import { type Shown, shownOrNull } from './shown.ts';

const found = new WeakMap<GraphContext, Promise<Shown | null>>();

/** The user whose user name is that of the key; null for keys that are nobody's. Read once for an answer. */
export function userOfKey(context: GraphContext): Promise<Shown | null> {
  const user = found.get(context) ?? read(context);
  found.set(context, user);
  return user;
}

async function read({ services, caller }: GraphContext): Promise<Shown | null> {
  const name = { type: 'user', field: 'username', value: nameOfDoer(caller.principal) };
  return shownOrNull((await services.objects.find(caller, name))?.object);
}
