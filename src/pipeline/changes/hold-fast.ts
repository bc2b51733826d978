import type { Queries } from '../../store/database.ts';
import { objectsChildrenIds } from '../../store/queries/changes/objects-children-ids.ts';
import { type LockMode, objectsLock } from '../../store/queries/changes/objects-lock.ts';
import { createCollisions } from './collisions.ts';
import { lockModesOf, versionsOf } from './lock-modes.ts';
import type { Plan } from './plan.ts';

const strength: Record<LockMode, number> = { stay: 0, change: 1, alone: 2 };

/**
 * Locks what plans touch and rest on, and says of each whether it still is as it was when the plan was made: null, or
 * what has changed. All plans are of one organization.
 */
export async function holdFast(
  tx: Queries,
  organizationId: string,
  plans: readonly Plan[],
): Promise<(string | null)[]> {
  const modes = new Map<string, LockMode>();
  for (const plan of plans) {
    for (const [id, mode] of lockModesOf(plan)) {
      const known = modes.get(id);
      if (known === undefined || strength[mode] > strength[known]) modes.set(id, mode);
    }
  }
  const versions = await objectsLock(tx, organizationId, modes);
  const checks = plans.flatMap((plan) => plan.children);
  const children = (await objectsChildrenIds(tx, organizationId, checks))[Symbol.iterator]();
  const collisions = createCollisions();
  return plans.map((plan) => {
    const changedChildren = plan.children.filter(({ ids }) => children.next().value?.join() !== ids.join());
    if (changedChildren.length > 0) return `the children of ${changedChildren[0]?.parentId} have changed`;
    for (const [id, version] of versionsOf(plan)) {
      if (versions.get(id) !== version) return `object ${id} has changed`;
    }
    return collisions.addUnlessColliding(plan) ? 'another change of the same objects goes first' : null;
  });
}
