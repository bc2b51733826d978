import { nameOfDoer } from '../../../../store/audit.ts';
import type { GraphContext } from '../module.ts';
import { type Shown, shown } from './shown.ts';

/** The user whose user name is that of the key; null for keys that are nobody's. */
export async function userOfKey({ services, caller }: GraphContext): Promise<Shown | null> {
  const name = { type: 'user', field: 'username', value: nameOfDoer(caller.principal) };
  const found = await services.objects.find(caller, name);
  return found === null ? null : shown(found.object);
}
