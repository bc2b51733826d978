import { BellwireError } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';
import { sameJson } from '../base/json.ts';
import { acceptInput, withDefaults } from '../catalogue/accept-input.ts';
import { type ObjectType, typeOf } from '../catalogue/catalogue.ts';
import type { ObjectRecord, Related } from '../catalogue/object-record.ts';
import { completeDraft, throwProblems } from './draft.ts';
import { nestedOf, resolveLinks } from './links.ts';
import type { Links, ObjectOperation } from './operation.ts';
import type { Planner } from './planner.ts';

/** Plans a change of an object, and what follows from it in others. An update that changes nothing plans nothing. */
export async function planUpdate(
  planner: Planner,
  operation: Extract<ObjectOperation, { operation: 'update' }>,
): Promise<{ object: ObjectRecord; related: Related }> {
  const type = typeOf(planner.catalogue, operation.type);
  const customFields = planner.customFieldsOf(type.name);
  const before = await planner.load(type.name, operation.id);
  checkVersion(type, before, operation.version);
  const accepted = acceptInput(type, operation.fields, { operation: 'updated', customFields });
  const resolved = await resolveLinks(planner, type, { before, links: operation.links ?? {} });
  const given = { ...before.fields, ...accepted.fields, ...planner.enrichments.get(before.id) };
  const draft = await completeDraft(planner, {
    type,
    before,
    fields: withDefaults(type, given, customFields),
    writeOnly: accepted.writeOnly,
    links: resolved.links,
    related: resolved.related,
    problems: [...accepted.problems, ...resolved.problems],
    ids: planner.ids,
  });
  throwProblems(type, [...resolved.missing, ...draft.missing], draft.problems);

  const related = nestedOf(type, resolved.related);
  if (sameJson(before.fields, draft.fields) && sameJson(before.links, resolved.links)) {
    return { object: before, related };
  }
  const after = changed(planner, before, draft.fields, resolved.links);
  await planUpdateCascades(planner, type, before, after);
  planner.add({ operation: 'updated', type, before, after, related });
  return { object: after, related };
}

/**
 * Refuses a change of an object that has changed since the caller saw it. Looked at while planning: what is saved rests on
 * this very version.
 */
export function checkVersion(type: ObjectType, { version }: ObjectRecord, wanted: number | undefined): void {
  if (wanted === undefined || wanted === version) return;
  throw new BellwireError('conflict', `The ${type.title} is at version ${version}, not ${wanted}.`);
}

/** The object after a change. */
export function changed(
  planner: Planner,
  before: ObjectRecord,
  fields: JsonObject,
  links: Links,
): ObjectRecord {
  return { ...before, version: before.version + 1, fields, links, updatedAt: planner.clock.now() };
}

/** Children that follow a field of their parent, such as the keys of a member who is disabled. */
async function planUpdateCascades(
  planner: Planner,
  type: ObjectType,
  before: ObjectRecord,
  after: ObjectRecord,
): Promise<void> {
  for (const cascade of type.cascades) {
    const becomesSo = after.fields[cascade.field] === cascade.becomes;
    if (!becomesSo || before.fields[cascade.field] === cascade.becomes) continue;
    const childType = typeOf(planner.catalogue, cascade.childType);
    const children = await planner.children(cascade.childType, cascade.relation, [before]);
    const relatedOf = await planner.related(childType, children);
    for (const child of children) {
      const fields = { ...child.fields, ...cascade.set, ...planner.enrichments.get(child.id) };
      if (sameJson(child.fields, fields) || planner.planned(child.id)) continue;
      planner.add({
        operation: 'updated',
        type: childType,
        before: child,
        after: changed(planner, child, fields, child.links),
        related: withNewParent(relatedOf.get(child.id) ?? {}, after),
      });
    }
  }
}

/** An event of a child shows its parent as it is after the change that the child follows. */
function withNewParent(related: Related, parent: ObjectRecord): Related {
  return Object.fromEntries(
    Object.entries(related).map(([name, object]) => [name, object.id === parent.id ? parent : object]),
  );
}
