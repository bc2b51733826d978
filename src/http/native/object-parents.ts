import { labelOf } from '../../catalogue/describe-type.ts';
import type { ObjectRecord } from '../../catalogue/object-record.ts';
import type { Context } from '../../objects/context.ts';
import type { Objects } from '../../objects/objects.ts';
import { objectTypeOf } from './object-context.ts';

/** A parent as this API names it. */
interface ParentShown {
  type: string;
  id: string;
  label: string;
}

/** The parents of objects of one type, by object and relation; relations without any are left out. */
export async function parentsShown(
  objects: Pick<Objects, 'parentsOf'>,
  context: Context,
  shown: readonly ObjectRecord[],
): Promise<Map<string, Record<string, ParentShown[]>>> {
  const byObject = new Map<string, Record<string, ParentShown[]>>();
  const [first] = shown;
  if (first === undefined) return byObject;
  const childIds = shown.map(({ id }) => id);
  // One read for each relation, however many objects there are.
  for (const relation of Object.keys(objectTypeOf(context, first.type).relations)) {
    for (const [id, parents] of await objects.parentsOf(context, { childIds, relation })) {
      if (parents.length === 0) continue;
      const views = parents.map((parent) => ({
        type: parent.type,
        id: parent.id,
        label: labelOf(objectTypeOf(context, parent.type), parent),
      }));
      byObject.set(id, { ...byObject.get(id), [relation]: views });
    }
  }
  return byObject;
}
