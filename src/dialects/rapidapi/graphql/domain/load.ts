import type { ObjectRecord } from '../../../../catalogue/object-record.ts';
import { maxPageSize } from '../limits/limits.ts';
import type { GraphContext } from '../module.ts';
import { recordOf, type Shown, shown, shownOrNull } from './shown.ts';

/** Loads what hangs together with objects: what one answer asks for of many objects is one read. */
interface Loads {
  parents: Map<string, Load<ObjectRecord[]>>;
  children: Map<string, Load<ObjectRecord[]>>;
}

type Load<T> = (id: string) => Promise<T | undefined>;

const loadsOf = new WeakMap<GraphContext, Loads>();

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

/** The objects of a type that hang on this one, at most as many as a page has. */
export async function childrenOf(
  context: GraphContext,
  source: Shown,
  type: string,
  relation: string,
): Promise<Shown[]> {
  const { children } = loads(context);
  const load = known(children, `${type} ${relation}`, () =>
    gathered(async (parentIds) => {
      const input = { parentIds, type, relation, limit: maxPageSize };
      const found = await context.services.objects.childrenOf(context.caller, input);
      return new Map([...found].map(([id, some]) => [id, some.map(({ object }) => object)]));
    }),
  );
  return ((await load(recordOf(source).id)) ?? []).map(shown);
}

function loads(context: GraphContext): Loads {
  const found = loadsOf.get(context) ?? { parents: new Map(), children: new Map() };
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
