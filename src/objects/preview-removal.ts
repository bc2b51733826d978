import { permit } from '../access/principal.ts';
import { plannerContext } from './apply.ts';
import type { Context } from './context.ts';
import { planRemove } from './plan-remove.ts';
import { createPlanner } from './planner.ts';
import type { ObjectsServices } from './services.ts';

/** What the removal of an object would do. */
export interface RemovalPreview {
  /** By type and what becomes of them; the object itself included. */
  changes: { type: string; operation: 'deleted' | 'updated' | 'created'; count: number }[];
  /** Events that would be told. */
  events: number;
}

/** Works out what the removal of an object takes along, and does nothing. Throws what the removal would throw. */
export async function previewRemoval(
  services: ObjectsServices,
  context: Context,
  { type, id }: { type: string; id: string },
): Promise<RemovalPreview> {
  permit(context.principal, 'objects.write', context.organization.id);
  const planner = createPlanner(plannerContext(services, context, new Map()));
  await planRemove(planner, { operation: 'remove', type, id });
  const counts = new Map<string, RemovalPreview['changes'][number]>();
  let events = 0;
  for (const { type: changed, operation } of planner.plan().changes) {
    const key = `${changed.name} ${operation}`;
    const known = counts.get(key) ?? { type: changed.name, operation, count: 0 };
    counts.set(key, { ...known, count: known.count + 1 });
    if (changed.emits.includes(operation)) events += 1;
  }
  return { changes: [...counts.values()], events };
}
