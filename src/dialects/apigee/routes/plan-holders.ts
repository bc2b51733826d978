import { type ObjectRecord, parentId } from '../../../catalogue/object-record.ts';
import type { MintRequest } from './address.ts';

/** The developer or company that each plan is for, by the plan's id. Plans for everybody are not in the answer. */
export async function planHoldersOf(
  { services, context }: Pick<MintRequest, 'services' | 'context'>,
  plans: readonly ObjectRecord[],
): Promise<ReadonlyMap<string, ObjectRecord>> {
  const holders = new Map<string, ObjectRecord>();
  for (const relation of ['developer', 'company']) {
    const childIds = plans.filter((plan) => parentId(plan, relation) !== undefined).map(({ id }) => id);
    // Few plans are for one.
    if (childIds.length === 0) continue;
    const found = await services.objects.parentsOf(context, { childIds, relation });
    for (const [id, [holder]] of found) if (holder !== undefined) holders.set(id, holder);
  }
  return holders;
}
