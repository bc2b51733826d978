import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { Operation } from './operation.ts';

/**
 * APIs go with all that they have, and their plans are told with them. A step of its own, so that what owns them goes
 * after them.
 */
export async function removeApis(
  { steps, telling }: Operation,
  apis: readonly ObjectRecord[],
): Promise<void> {
  if (apis.length === 0) return;
  await steps.remove(apis, telling('api', 'billing_plan'));
  steps.nextStep();
}
