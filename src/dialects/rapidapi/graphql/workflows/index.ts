import { operation, required } from '../../operations/operation.ts';
import {
  createWorkflow,
  updateWorkflows,
  type WorkflowCreate,
  type WorkflowsUpdate,
} from '../../operations/workflows.ts';
import { changeAny } from '../domain/change.ts';
import { allOf, equals, oneOf } from '../domain/filters.ts';
import { type OffsetArguments, offsetPage } from '../domain/offset-pages.ts';
import { plain, type Shown } from '../domain/shown.ts';
import { userOfKey } from '../domain/user-of-key.ts';
import type { GraphContext, GraphModule } from '../module.ts';
import { auditsOf } from './audits.ts';
import { workflowTypeDefs } from './type-defs.ts';

interface ListArguments {
  options?: WorkflowOptions | null;
  pagingArgs?: OffsetArguments | null;
}

interface WorkflowOptions {
  topic?: string | null;
  requesteeId?: number | null;
  requestorId?: number | null;
  componentId?: string | null;
  subComponentId?: string | null;
  componentDisplayName?: string | null;
  workflowStatus?: (string | null)[] | null;
  pagingArgs?: OffsetArguments | null;
}

const searchIn = [
  'componentDisplayName',
  'requestorDisplayName',
  'requestorEmail',
  'requesteeDisplayName',
  'requesteeEmail',
].map((field) => ({ field }));

interface Options<T> {
  options?: T | null;
}

interface CountOptions {
  workflowStatus?: (string | null)[] | null;
  [field: string]: string | number | (string | null)[] | null | undefined;
}

type Side = 'requestorId' | 'requesteeId';

export const workflowsModule: GraphModule = {
  typeDefs: workflowTypeDefs,
  resolvers: {
    Workflow: {
      requestorEmail: ({ requestorEmail }: Shown) => requestorEmail ?? '',
      requestorDisplayName: ({ requestorDisplayName }: Shown) => requestorDisplayName ?? '',
      requesteeContextId: ({ requesteeId }: Shown) => requesteeId || null,
      requesteeContextDisplayName: ({ requesteeDisplayName }: Shown) => requesteeDisplayName,
    },
    Query: {
      getWorkflowsForProvider: listOf('requesteeId'),
      getWorkflowsByRequestee: listOf('requesteeId'),
      getWorkflowsForDeveloper: listOf('requestorId'),
      getWorkflowsByRequestor: listOf('requestorId'),
      getWorkflowAudits: auditsOf,
      getWorkflowsCount: (
        _: unknown,
        { options }: { options?: CountOptions | null },
        context: GraphContext,
      ) => countOf(context, options ?? {}),
      canWorkflowBeSubmitted: async (
        _: unknown,
        { options }: { options?: { topic: string; componentId: string } | null },
        context: GraphContext,
      ) => {
        if (!options) return null;
        const requestorId = await userOf(context);
        return (
          (await countOf(context, {
            ...options,
            requestorId,
            workflowStatus: ['OPEN'],
            status: 'ACTIVE',
          })) === 0
        );
      },
    },
    Mutation: {
      createWorkflow: (_: unknown, { options }: Options<WorkflowCreate>, context: GraphContext) =>
        changeAny(context, async (op) => createWorkflow(op, required(options, 'options'))),
      createSignupApprovalWorkflow: (
        _: unknown,
        { options }: Options<Omit<WorkflowCreate, 'componentId' | 'topic'>>,
        context: GraphContext,
      ) =>
        changeAny(context, (op) =>
          createWorkflow(op, {
            ...options,
            topic: 'SignupRequestApproval',
            componentId: context.caller.organization.key,
          }),
        ),
      updateWorkflows: async (_: unknown, { options }: Options<WorkflowsUpdate>, context: GraphContext) => {
        const change = required(options, 'options');
        return (await operation(context, (op) => updateWorkflows(op, change))).map(plain);
      },
    },
  },
};

async function countOf(
  { services, caller }: GraphContext,
  { workflowStatus, ...same }: CountOptions,
): Promise<number> {
  const filter = allOf(
    ...Object.entries(same).map(([field, value]) => equals(field, value)),
    oneOf(
      'workflowStatus',
      workflowStatus?.filter((one) => one !== null),
    ),
  );
  return (await services.objects.list(caller, { type: 'workflow', filter, limit: 1, offset: 0 })).total;
}

/** Without somebody named on that side, the user of the key; all of them for keys that are nobody's. */
function listOf(side: Side) {
  return async (_: unknown, { options, pagingArgs }: ListArguments, context: GraphContext) => {
    const { workflowStatus, componentDisplayName, pagingArgs: among, ...same } = options ?? {};
    const named = same[side] ?? (await userOf(context));
    const filter = allOf(
      ...Object.entries(same).map(([field, value]) => equals(field, value)),
      equals(side, named),
      componentDisplayName
        ? { field: 'componentDisplayName', comparison: 'contains', value: componentDisplayName }
        : null,
      oneOf(
        'workflowStatus',
        workflowStatus?.filter((status) => status !== null),
      ),
    );
    return offsetPage(context, { type: 'workflow', filter, searchIn }, pagingArgs ?? among);
  };
}

async function userOf(context: GraphContext): Promise<number | null> {
  const user = await userOfKey(context);
  return user === null ? null : Number(user.id);
}
