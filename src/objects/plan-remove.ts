import { BellwireError } from '../base/errors.ts';
import { childRelations, type ObjectType, typeOf } from '../catalogue/catalogue.ts';
import type { ObjectRecord, Related } from '../catalogue/object-record.ts';
import type { ObjectOperation } from './operation.ts';
import { changed, checkVersion } from './plan-update.ts';
import type { Planner } from './planner.ts';

/** Plans that an object goes, with all that goes with it: children first. */
export async function planRemove(
  planner: Planner,
  operation: Extract<ObjectOperation, { operation: 'remove' }>,
): Promise<{ object: ObjectRecord; related: Related }> {
  const type = typeOf(planner.catalogue, operation.type);
  const object = await planner.load(type.name, operation.id);
  checkVersion(type, object, operation.version);
  await planRemoval(planner, type, [object]);
  return { object, related: planner.planned(object.id)?.related ?? {} };
}

/** A whole generation at once: one read for each relation, however many parents there are. */
export async function planRemoval(
  planner: Planner,
  type: ObjectType,
  objects: readonly ObjectRecord[],
): Promise<void> {
  const going = objects.filter(({ id }) => planner.planned(id) === undefined);
  if (going.length === 0) return;
  for (const object of going) {
    const reason = type.staysBecause?.(object) ?? null;
    if (reason !== null) throw new BellwireError('conflict', reason);
  }
  for (const child of childRelations(planner.catalogue, type.name)) {
    const children = await planner.children(child.type.name, child.name, going);
    const staying = children.filter(({ id }) => planner.planned(id) === undefined);
    if (staying.length === 0) continue;
    switch (child.relation.whenParentGoes) {
      case 'refuse':
        throw stillHeld(type, child.type, staying.length);
      case 'remove':
        await planRemoval(planner, child.type, staying);
        break;
      case 'unlink':
        await planUnlink(planner, child.type, child.name, staying, new Set(going.map(({ id }) => id)));
        break;
    }
  }
  const relatedOf = await planner.related(type, going);
  for (const object of going) {
    planner.add({
      operation: 'deleted',
      type,
      before: object,
      after: object,
      related: relatedOf.get(object.id) ?? {},
    });
  }
}

async function planUnlink(
  planner: Planner,
  type: ObjectType,
  relation: string,
  objects: readonly ObjectRecord[],
  gone: ReadonlySet<string>,
): Promise<void> {
  const relatedOf = await planner.related(type, objects);
  for (const object of objects) {
    const { [relation]: parents = [], ...others } = object.links;
    // From all that go in this plan at once, since no object is changed twice in one.
    const left = parents.filter((id) => !gone.has(id) && !planner.leaving.has(id));
    const links = left.length > 0 ? { ...others, [relation]: left } : others;
    const { [relation]: _gone, ...related } = relatedOf.get(object.id) ?? {};
    planner.add({
      operation: 'updated',
      type,
      before: object,
      after: changed(planner, object, object.fields, links),
      related,
    });
  }
}

function stillHeld(type: ObjectType, childType: ObjectType, count: number): BellwireError {
  const what = count === 1 ? `a ${childType.title}` : `${count} ${childType.title}s`;
  return new BellwireError(
    'conflict',
    `This ${type.title} is still used by ${what}. Remove or move those first.`,
  );
}
