import type { JsonObject } from '../../../../base/json.ts';
import type { ObjectRecord } from '../../../../catalogue/object-record.ts';
import { partyTypes } from '../../catalogue/owners.ts';
import { inwardId } from '../../ids.ts';
import type { GraphContext } from '../module.ts';
import { countItems, itemsLeft } from './allowance.ts';
import type { Listed } from './pages.ts';
import { recordOf, type Shown, shown, shownOrNull } from './shown.ts';

/** Loads what hangs together with objects: what one answer asks for of many objects is one read. */
interface Loads {
  named: Map<string, Load<ObjectRecord>>;
  parties: Map<string, Load<ObjectRecord>>;
  parents: Map<string, Load<ObjectRecord[]>>;
  children: Map<string, Load<ObjectRecord[]>>;
  counts: Map<string, Load<number>>;
}

type Load<T> = (id: string) => Promise<T | undefined>;

const loadsOf = new WeakMap<GraphContext, Loads>();

/** The object of a type whose outward id another one has in a field. Null where there is none. */
export async function namedBy(
  context: GraphContext,
  type: string,
  outward: string | number | null | undefined,
): Promise<Shown | null> {
  const named = outward ? inwardId(type, outward) : null;
  if (named === null || !('id' in named)) return null;
  const load = known(loads(context).named, type, () =>
    gathered((ids) => context.services.objects.getMany(context.caller, { type, ids })),
  );
  return shownOrNull(await load(named.id));
}

/** The user, team or organization with a number that another object has in a field. Null where there is none. */
export async function partyNumbered(
  context: GraphContext,
  number: unknown,
  types: readonly string[] = partyTypes,
): Promise<Shown | null> {
  if (!Number.isSafeInteger(number) || number === 0) return null;
  const load = known(loads(context).parties, types.join(), () =>
    gathered(async (numbers) => {
      const asked = { types, numbers: numbers.map(Number) };
      const found = await context.services.objects.getNumbered(context.caller, asked);
      return new Map([...found].map(([each, object]) => [String(each), object]));
    }),
  );
  return shownOrNull(await load(String(number)));
}

/** The object that this one hangs on by a relation. */
export async function parentOf(
  context: GraphContext,
  source: Shown,
  ...relations: string[]
): Promise<Shown | null> {
  for (const relation of relations) {
    const { parents } = loads(context);
    const load = known(parents, relation, () =>
      gathered((childIds) => context.services.objects.parentsOf(context.caller, { childIds, relation })),
    );
    const [parent] = (await load(recordOf(source).id)) ?? [];
    if (parent !== undefined) return shownOrNull(parent);
  }
  return null;
}

/** The objects of a type that hang on this one, all of them. Throws where that comes to too many. */
export async function childrenOf(
  context: GraphContext,
  source: Shown,
  type: string,
  relation: string,
): Promise<Shown[]> {
  const { children } = loads(context);
  const load = known(children, `${type} ${relation}`, () =>
    gathered(async (parentIds) => {
      const left = itemsLeft(context);
      const input = { parentIds, type, relation, limit: left + 1, limitInAll: left + 1 };
      const found = await context.services.objects.childrenOf(context.caller, input);
      const read = [...found.values()].reduce((sum, some) => sum + some.length, 0);
      // What was cut off may be missing from any of them.
      if (read > left) countItems(context, read);
      return new Map([...found].map(([id, some]) => [id, some.map(({ object }) => object)]));
    }),
  );
  const found = (await load(recordOf(source).id)) ?? [];
  countItems(context, found.length);
  return found.map(shown);
}

/** How many objects of a type hang on this one; with `fields`, those that have these values. */
export async function countOf(
  context: GraphContext,
  source: Shown,
  type: string,
  relation: string,
  fields: JsonObject | null = null,
): Promise<number> {
  const load = known(loads(context).counts, `${type} ${relation} ${JSON.stringify(fields)}`, () =>
    gathered((parentIds) =>
      context.services.objects.childrenCounts(context.caller, { parentIds, type, relation, fields }),
    ),
  );
  return (await load(recordOf(source).id)) ?? 0;
}

/** All objects of a type that meet a filter, in the order of creation. Throws where they are too many. */
export async function listAll(context: GraphContext, { type, filter }: Listed): Promise<Shown[]> {
  const limit = itemsLeft(context) + 1;
  const { objects } = await context.services.objects.list(context.caller, { type, filter, limit, offset: 0 });
  countItems(context, objects.length);
  return objects.map(({ object }) => shown(object));
}

function loads(context: GraphContext): Loads {
  const found = loadsOf.get(context) ?? {
    named: new Map(),
    parties: new Map(),
    parents: new Map(),
    children: new Map(),
    counts: new Map(),
  };
  loadsOf.set(context, found);
  return found;
}

function known<T>(map: Map<string, T>, key: string, make: () => T): T {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** Waits for all that is asked for in the same turn, and asks once. */
function gathered<T>(read: (ids: string[]) => Promise<ReadonlyMap<string, T>>): Load<T> {
  let waiting: { ids: Set<string>; found: Promise<ReadonlyMap<string, T>> } | null = null;
  return async (id) => {
    if (waiting === null) {
      const ids = new Set<string>();
      const found = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        waiting = null;
        return read([...ids]);
      });
      waiting = { ids, found };
    }
    const { ids, found } = waiting;
    ids.add(id);
    return (await found).get(id);
  };
}
