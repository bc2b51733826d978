import { sameJson } from '../../base/json.ts';
import type { LockMode } from '../../store/queries/changes/objects-lock.ts';
import type { Plan } from './plan.ts';

/** How each object that a plan touches or rests on is locked. */
export function lockModesOf(plan: Plan): Map<string, LockMode> {
  const modes = new Map<string, LockMode>();
  for (const id of plan.reads.keys()) modes.set(id, 'stay');
  for (const change of plan.changes) {
    if (change.operation === 'created') continue;
    modes.set(change.after.id, change.operation === 'deleted' ? 'alone' : 'change');
  }
  // A new child must not slip in between the count of the children and the commit.
  for (const { parentId } of plan.children) modes.set(parentId, 'alone');
  return modes;
}

/** The versions that must still hold. */
export function versionsOf(plan: Plan): Map<string, number> {
  const versions = new Map(plan.reads);
  for (const { before } of plan.changes) {
    if (before !== null) versions.set(before.id, before.version);
  }
  return versions;
}

/** The updated objects whose parents are others than before. */
export function relinkedIn(plan: Plan): Set<string> {
  return new Set(
    plan.changes
      .filter(
        ({ operation, before, after }) => operation === 'updated' && !sameJson(before?.links, after.links),
      )
      .map(({ after }) => after.id),
  );
}
