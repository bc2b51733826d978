import type { JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { updateApi } from './apis.ts';
import { found, foundActive, foundParty } from './lookup.ts';
import { given } from './names.ts';
import { conflict, type Operation, problem } from './operation.ts';

export interface WorkflowCreate {
  topic: string;
  componentId: string;
  subComponentId?: string | null;
  componentDisplayName?: string | null;
  workflowStatus?: string | null;
  additionalData?: JsonObject | null;
  requestorId?: string | null;
  requestorContextId?: string | null;
}

/** Somebody asks for something. Who decides is the owner of the API, where it is about one. */
export async function createWorkflow(op: Operation, input: WorkflowCreate): Promise<ObjectRecord> {
  if (input.workflowStatus && input.workflowStatus !== 'OPEN')
    throw problem('workflowStatus', 'must be OPEN; approvals are decided with updateWorkflows');
  const requestor = input.requestorId ? await found(op, 'user', input.requestorId) : await op.user();
  if (requestor === null)
    throw problem('requestorId', 'is required: the key is not that of a user of this hub');
  const context = input.requestorContextId ? await foundParty(op, input.requestorContextId) : requestor;
  const about = await componentOf(op, input);
  const requestee = about?.type === 'api' ? await foundParty(op, String(about.fields.ownerId)) : null;
  return op.steps.create('workflow', {
    fields: {
      ...given({
        topic: input.topic,
        componentId: input.componentId,
        subComponentId: input.subComponentId,
        additionalData: input.additionalData,
      }),
      componentDisplayName: input.componentDisplayName ?? about?.fields.name ?? '',
      requestorId: requestor.number,
      requestorContextId: context.number,
      requestorEmail: requestor.fields.email ?? '',
      requestorDisplayName: requestor.fields.name || (requestor.fields.username ?? ''),
      requestorContextDisplayName: context.fields.name ?? '',
      ...(requestee && {
        requesteeId: requestee.number,
        requesteeEmail: requestee.fields.email ?? '',
        requesteeDisplayName: requestee.fields.name ?? '',
      }),
    },
    links: about === null ? {} : { [about.type]: [about.id] },
  });
}

async function componentOf(op: Operation, input: WorkflowCreate): Promise<ObjectRecord | null> {
  switch (input.topic) {
    case 'SignupRequestApproval':
      return null;
    case 'JoinOrganization':
      return found(op, 'organization', input.componentId);
    case 'RequestAccessPlan': {
      const api = await found(op, 'api', input.componentId);
      if (!input.subComponentId) throw problem('subComponentId', 'is required: the plan that is asked for');
      const plan = await foundActive(op, 'billing_plan', input.subComponentId);
      if (plan.links.api?.[0] !== api.id) throw problem('subComponentId', 'is a plan of another API');
      return api;
    }
    default:
      return found(op, 'api', input.componentId);
  }
}

export interface WorkflowsUpdate {
  workflowIds: readonly number[];
  workflowStatus?: string | null;
  status?: string | null;
  additionalData?: JsonObject | null;
}

/**
 * Decides. An API whose publication is approved becomes public, in a step that follows; said once more, that changes nothing:
 * the owner may have made it private since.
 */
export async function updateWorkflows(op: Operation, input: WorkflowsUpdate): Promise<ObjectRecord[]> {
  const { workflowIds, workflowStatus, status, additionalData } = input;
  if (workflowIds.length === 0) throw problem('workflowIds', 'must name at least one');
  const updated: ObjectRecord[] = [];
  const published: string[] = [];
  for (const id of new Set(workflowIds)) {
    const before = await numberedWorkflow(op, id);
    if (
      workflowStatus &&
      before.fields.workflowStatus !== 'OPEN' &&
      before.fields.workflowStatus !== workflowStatus
    )
      throw conflict(`The workflow ${id} is decided: it is ${before.fields.workflowStatus}. Make a new one.`);
    const approved = workflowStatus === 'APPROVED' && before.fields.workflowStatus !== 'APPROVED';
    if (approved && before.fields.topic === 'PublishAPI') published.push(String(before.fields.componentId));
    const gone = status === 'DELETED' && { deletedAt: op.now() };
    updated.push(
      await op.steps.update(before, { ...given({ workflowStatus, status, additionalData }), ...gone }),
    );
  }
  op.steps.nextStep();
  for (const id of published) await updateApi(op, { id, visibility: 'PUBLIC' });
  return updated;
}

async function numberedWorkflow({ steps }: Operation, number: number): Promise<ObjectRecord> {
  const workflow = await steps.findByNumber('workflow', number);
  if (workflow === null) throw problem('workflowIds', `names ${number}, which is no workflow of this hub`);
  return workflow;
}
