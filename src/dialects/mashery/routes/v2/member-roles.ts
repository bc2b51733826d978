import type { Json } from '../../../../base/json.ts';
import type { Context } from '../../../../objects/context.ts';
import type { Objects } from '../../../../objects/objects.ts';
import { fieldRequired, objectNotFound, V2Error } from './errors.ts';
import { identify, nameIn, namesAnObject, primaryOf } from './identify.ts';

type MemberMethod = (objects: Objects, context: Context, params: readonly Json[]) => Promise<null>;

/** `member.addRole`. The parameters are a member and a role. What a member has already stays as it is. */
export const addRole: MemberMethod = (objects, context, params) =>
  changeRoles(objects, context, params, (ids, role) => [...ids, role]);

/** `member.removeRole`. */
export const removeRole: MemberMethod = (objects, context, params) =>
  changeRoles(objects, context, params, (ids, role) => ids.filter((id) => id !== role));

/** The new list is made of the one that the member has when it is saved, so that what others do in between stays. */
async function changeRoles(
  objects: Objects,
  context: Context,
  [member = null, role = null]: readonly Json[],
  change: (ids: string[], role: string) => string[],
): Promise<null> {
  const memberId = await idOf(objects, context, 'member', member);
  const roleId = await idOf(objects, context, 'role', role);
  await objects.operate(context, async (steps) => {
    const found = await steps.get('member', memberId);
    await steps.update(found, {}, { roles: change(found.links.roles ?? [], roleId) });
  });
  return null;
}

async function idOf(objects: Objects, context: Context, type: string, reference: Json): Promise<string> {
  const named = nameIn(type, reference);
  if (named === null || !namesAnObject(type, reference)) throw new V2Error(fieldRequired(primaryOf(type)));
  const found = await identify(objects, context, type, reference);
  if (found === null) throw new V2Error(objectNotFound(type, named.field, String(named.value)));
  return found.object.id;
}
