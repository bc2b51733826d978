import { depthsOf } from '../../catalogue/depth.ts';
import type { ObjectRecord } from '../../catalogue/object-record.ts';
import type { Change, Told } from '../../pipeline/changes/plan.ts';
import { loadOne } from '../load-one.ts';
import { nestedParentIds, nestedParentsOf } from '../nested-parents.ts';
import { createPlanner, type Planner, type PlannerContext } from '../planner.ts';
import { type Done, toldByStep } from './told-by-step.ts';

/**
 * A planner for an operation with steps: an object may be changed more than once, and is seen as it is by now. It is
 * saved once, as it is in the end; `told` is what each step says of it.
 */
export interface StepPlanner extends Planner {
  /** Whether what is added from here on is told, until it is set anew. */
  telling: (change: Change) => boolean;
  endStep(): void;
  /** The first of the objects that this operation has changed, and that are still there, for which this holds. */
  findChanged(holds: (object: ObjectRecord) => boolean): ObjectRecord | undefined;
}

export const tellAll = () => true;

export function createStepPlanner(context: PlannerContext): StepPlanner {
  // Reads what is in the database, and remembers on what the plan rests.
  const base = createPlanner(context);
  const depths = depthsOf(context.catalogue);
  const read = new Map<string, ObjectRecord>();
  /** By id: the object as it was, and as it is by now. */
  const changed = new Map<string, Change>();
  const told: Told[] = [];
  let step: Done[] = [];

  async function loadMany(ids: readonly string[]): Promise<Map<string, ObjectRecord>> {
    const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
    const unread = wanted.filter((id) => !read.has(id) && !changed.has(id));
    if (unread.length > 0)
      for (const object of (await base.loadMany(unread)).values()) read.set(object.id, object);
    return new Map(
      wanted.flatMap((id) => {
        const object = asIs(id) ?? null;
        return object === null ? [] : [[id, object]];
      }),
    );
  }

  /** Undefined when it is not there, or not any more. */
  function asIs(id: string): ObjectRecord | undefined {
    const change = changed.get(id);
    if (change === undefined) return read.get(id);
    return change.operation === 'deleted' ? undefined : change.after;
  }

  const planner: StepPlanner = {
    ...base,
    telling: tellAll,
    loadMany,

    load: (type, id) => loadOne(loadMany, context.catalogue, type, id),

    async children(type, relation, parents) {
      const saved = parents.filter(({ id }) => changed.get(id)?.operation !== 'created');
      const found = saved.length === 0 ? [] : await base.children(type, relation, saved);
      for (const object of found) if (!read.has(object.id)) read.set(object.id, object);
      const ids = new Set(found.map(({ id }) => id));
      for (const { after } of changed.values()) if (after.type === type) ids.add(after.id);
      const parentIds = new Set(parents.map(({ id }) => id));
      return [...ids].flatMap((id) => {
        const object = asIs(id);
        return object?.links[relation]?.some((parentId) => parentIds.has(parentId)) ? [object] : [];
      });
    },

    async related(type, objects) {
      const parents = await loadMany(nestedParentIds(type, objects));
      return new Map(objects.map((object) => [object.id, nestedParentsOf(type, object, parents)]));
    },

    // Only what goes is out of reach: the rest may be changed again.
    planned(id) {
      const change = changed.get(id);
      return change?.operation === 'deleted' ? change : undefined;
    },

    add(change) {
      const { id } = change.after;
      const { operation, type, after, related } = change;
      step.push({ operation, type, after, related, told: planner.telling(change) });
      const earlier = changed.get(id);
      if (earlier === undefined) changed.set(id, change);
      else if (earlier.operation === 'created' && operation === 'deleted') changed.delete(id);
      else {
        const kept = earlier.operation === 'created' ? 'created' : operation;
        // Deleted ones are saved in the order in which they go.
        if (operation === 'deleted') changed.delete(id);
        changed.set(id, { ...change, operation: kept, before: earlier.before });
      }
    },

    findChanged(holds) {
      for (const { operation, after } of changed.values()) {
        if (operation !== 'deleted' && holds(after)) return after;
      }
      return undefined;
    },

    endStep() {
      told.push(...toldByStep(step, { depths }));
      step = [];
    },

    plan() {
      planner.endStep();
      return { ...base.plan(), changes: [...changed.values()], told };
    },
  };
  return planner;
}
