import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { outwardId } from '../ids.ts';
import { conflict, type Operation } from './operation.ts';

/** Where a plan has to be asked for: that the owner was allowed to subscribe to it. Throws `conflict`. */
export async function checkApproved(
  { steps }: Operation,
  { owner, api, plan }: { owner: ObjectRecord; api: ObjectRecord; plan: ObjectRecord },
): Promise<void> {
  if (plan.fields.shouldRequestApproval !== true) return;
  const asked = await steps.children('workflow', 'api', [api]);
  const approved = asked.some(
    ({ fields }) =>
      fields.topic === 'RequestAccessPlan' &&
      fields.workflowStatus === 'APPROVED' &&
      fields.status === 'ACTIVE' &&
      fields.subComponentId === outwardId(plan) &&
      (fields.requestorContextId === owner.number || fields.requestorId === owner.number),
  );
  if (!approved) {
    throw conflict(
      'This plan has to be asked for. Make a workflow of the topic RequestAccessPlan for it, and have it approved.',
    );
  }
}
