import { typeOf } from '../../../catalogue/catalogue.ts';
import { type ObjectRecord, parentId, type Related } from '../../../catalogue/object-record.ts';
import type { Context } from '../../../objects/context.ts';
import type { Objects } from '../../../objects/objects.ts';
import type { ObjectWithRelated } from '../../../objects/operation.ts';
import { type RelationView, relationsOf } from '../query-language/relations.ts';

/** Relations that a reply shows, by their V2 names, and those of the objects at their ends. */
export interface Wanted {
  /** What the objects are seen as, where that is not their own type. */
  type?: string;
  relations: ReadonlyMap<string, Wanted>;
}

/** An object with what was wanted of its surroundings. */
export interface Expanded {
  shown: ObjectWithRelated;
  /** One or none for a relation to one parent, a list for the others. */
  relations: Map<string, Expanded | Expanded[] | null>;
}

/** Longer lists of children are cut here: whoever needs them all pages through their own type. */
const maxChildren = 1000;

/** Looks up what is wanted around objects of one type: one question for each relation, not for each object. */
export async function expand(
  objects: Objects,
  context: Context,
  items: readonly ObjectWithRelated[],
  wanted: Wanted,
): Promise<Expanded[]> {
  const expanded: Expanded[] = items.map((shown) => ({ shown, relations: new Map() }));
  if (items[0] === undefined) return expanded;
  const type = wanted.type ?? items[0].object.type;
  for (const [name, wantedThere] of wanted.relations) {
    const view = relationsOf(type).get(name);
    if (view === undefined) continue;
    const ends = await endsOf(objects, context, items, view);
    const all = await expand(objects, context, ends.flat(), wantedThere);
    let at = 0;
    for (const [index, each] of expanded.entries()) {
      const own = all.slice(at, at + (ends[index]?.length ?? 0));
      at += own.length;
      each.relations.set(name, isToOne(view) ? (own[0] ?? null) : own);
    }
  }
  return expanded;
}

function isToOne({ kind }: RelationView): boolean {
  return kind === 'parent' || kind === 'same';
}

/** The objects at the other end of a relation, for each of the items in turn. */
async function endsOf(
  objects: Objects,
  context: Context,
  items: readonly ObjectWithRelated[],
  view: RelationView,
): Promise<ObjectWithRelated[][]> {
  if (view.kind === 'same') return items.map((item) => [item]);
  const ids = items.map(({ object }) => object.id);
  if (view.kind === 'children') {
    const children = await objects.childrenOf(context, {
      parentIds: ids,
      type: view.type,
      relation: view.relation,
      limit: maxChildren,
    });
    return ids.map((id) => children.get(id) ?? []);
  }
  // An object comes with the parents that its events carry; the others have to be asked for.
  const known = items.map(({ related }) => related[view.relation]);
  const missing = ids.filter((_id, index) => known[index] === undefined);
  const found =
    missing.length === 0
      ? new Map<string, ObjectRecord[]>()
      : await objects.parentsOf(context, { childIds: missing, relation: view.relation });
  return Promise.all(
    items.map(({ object, related }, index) => {
      const own = known[index];
      const parents = own === undefined ? (found.get(object.id) ?? []) : [own];
      return Promise.all(parents.map((parent) => withParents(objects, context, parent, related)));
    }),
  );
}

/**
 * A parent as it would come by itself, with the parents that its events carry: an application with its member. Mostly
 * those are around already, since the child hangs on them too.
 */
async function withParents(
  objects: Objects,
  context: Context,
  parent: ObjectRecord,
  around: Related,
): Promise<ObjectWithRelated> {
  const related: Related = {};
  for (const [name, relation] of Object.entries(typeOf(context.catalogue, parent.type).relations)) {
    const id = relation.nested ? parentId(parent, name) : undefined;
    if (id === undefined) continue;
    const found = Object.values(around).find((object) => object.id === id);
    if (found === undefined) return objects.get(context, { type: parent.type, id: parent.id });
    related[name] = found;
  }
  return { object: parent, related };
}
