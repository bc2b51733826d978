import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { found } from './lookup.ts';
import type { Operation } from './operation.ts';

/** Writes what an API says about itself. A blank text deletes it, as the vendor has it; null is answered then. */
export async function writeDocumentation(
  op: Operation,
  { apiId, readme }: { apiId: string; readme: string },
): Promise<ObjectRecord | null> {
  const { steps, telling } = op;
  const api = await found(op, 'api', apiId);
  const [before] = await steps.children('documentation', 'api', [api]);
  if (readme !== '') {
    if (before !== undefined) return steps.update(before, { readme });
    return steps.create('documentation', { fields: { readme }, links: { api: [api.id] } });
  }
  if (before !== undefined) await steps.remove([before], telling('documentation'));
  return null;
}
