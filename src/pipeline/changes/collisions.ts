import { lockModesOf } from './lock-modes.ts';
import type { Plan } from './plan.ts';

/**
 * Whether plans that share a transaction get in each other's way. Their locks are taken together, so what keeps two
 * transactions apart must be looked at here: a plan that rests on what an earlier one of the same batch changes is
 * outdated, as it would be a moment later in a transaction of its own.
 */
export interface Collisions {
  /** Whether the plan collides with what was added. If not, it is added. */
  addUnlessColliding(plan: Plan): boolean;
}

export function createCollisions(): Collisions {
  const changed = new Set<string>();
  const parentsWithOtherChildren = new Set<string>();
  return {
    addUnlessColliding(plan) {
      const touched = [...lockModesOf(plan).keys(), ...plan.changes.map(({ after }) => after.id)];
      if (touched.some((id) => changed.has(id))) return true;
      if (plan.children.some(({ parentId }) => parentsWithOtherChildren.has(parentId))) return true;
      for (const { before, after } of plan.changes) {
        changed.add(after.id);
        for (const links of [before?.links ?? {}, after.links]) {
          for (const parentId of Object.values(links).flat()) parentsWithOtherChildren.add(parentId);
        }
      }
      return false;
    },
  };
}
