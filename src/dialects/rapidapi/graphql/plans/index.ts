import type { JsonObject } from '../../../../base/json.ts';
import {
  createPlan,
  deletePlans,
  type PlanCreate,
  type PlanUpdate,
  updatePlan,
} from '../../operations/plans.ts';
import { change, done } from '../domain/change.ts';
import { allOf, equals } from '../domain/filters.ts';
import { find } from '../domain/find.ts';
import { childrenOf, countOf, namedBy, parentOf } from '../domain/load.ts';
import { page } from '../domain/pages.ts';
import type { Shown } from '../domain/shown.ts';
import type { GraphContext, GraphModule } from '../module.ts';
import type { PageArguments } from '../paging/page-request.ts';
import { planTypeDefs } from './type-defs.ts';

interface ListArguments {
  where?: { apiId: string; apiVersionId?: string | null; filters?: { query?: string | null } | null } | null;
  pagination?: PageArguments | null;
}

export const plansModule: GraphModule = {
  typeDefs: planTypeDefs,
  resolvers: {
    Query: {
      billingPlanVersion: (_: unknown, { id }: { id: string }, context: GraphContext) =>
        find(context, 'billing_plan_version', id),
      billingPlanVersions: (_: unknown, { where, pagination }: ListArguments, context: GraphContext) => {
        const ofApi = equals('apiId', where?.apiId);
        const text = where?.filters?.query;
        const ofPlan = text
          ? ({ relation: 'billingPlan', field: 'name', comparison: 'contains', value: text } as const)
          : null;
        const made = where?.apiVersionId
          ? ({
              relation: 'billingPlan',
              field: 'apiversion',
              comparison: 'equals',
              value: where.apiVersionId,
            } as const)
          : null;
        return page(
          context,
          { type: 'billing_plan_version', filter: allOf(ofApi, ofPlan, made) },
          pagination,
        );
      },
    },
    Mutation: {
      createBillingPlan: (_: unknown, { billingPlan }: { billingPlan: PlanCreate }, context: GraphContext) =>
        change(context, (op) => createPlan(op, billingPlan)),
      updateBillingPlanMetadata: (
        _: unknown,
        { billingPlan }: { billingPlan: PlanUpdate },
        context: GraphContext,
      ) => change(context, (op) => updatePlan(op, billingPlan)),
      updateBillingPlanExtended: (
        _: unknown,
        { billingPlan }: { billingPlan: PlanUpdate },
        context: GraphContext,
      ) => change(context, (op) => updatePlan(op, billingPlan)),
      deleteBillingPlans: (_: unknown, { ids }: { ids: string[] }, context: GraphContext) =>
        done(context, (op) => deletePlans(op, ids)),
    },
    BillingPlan: {
      version: currentVersion,
      targetGroup: ({ targetGroupId }: Shown, _: unknown, context: GraphContext) =>
        namedBy(context, 'target_group', String(targetGroupId)),
    },
    BillingPlanVersion: {
      billingPlan: (version: Shown, _: unknown, context: GraphContext) =>
        parentOf(context, version, 'billingPlan'),
      rateLimit: ({ rateLimit }: Shown) => rateLimit,
      billinglimits: limitsOf,
      subscriptionsCount: (version: Shown, _: unknown, context: GraphContext) =>
        countOf(context, version, 'subscription', 'billingPlanVersion', { status: 'ACTIVE' }),
      subscriptions: (version: Shown, _: unknown, context: GraphContext) =>
        childrenOf(context, version, 'subscription', 'billingPlanVersion'),
    },
  },
};

/** The plan has a copy of its current terms, with their id; one that was made by the native API has none. */
async function currentVersion(plan: Shown, _: unknown, context: GraphContext): Promise<Shown | null> {
  const { id } = (plan.version ?? {}) as JsonObject;
  const named = typeof id === 'string' ? await namedBy(context, 'billing_plan_version', id) : null;
  if (named !== null && named.billingplan === plan.id) return named;
  const versions = await childrenOf(context, plan, 'billing_plan_version', 'billingPlan');
  return versions.find(({ current }) => current === true) ?? null;
}

function limitsOf({ id, billinglimits, status, createdAt, updatedAt }: Shown): JsonObject[] | null {
  if (!Array.isArray(billinglimits)) return null;
  const same = { billingplanversion: id, status, createdAt, updatedAt } as JsonObject;
  return billinglimits.map((limit, index) => ({ ...same, id: `${id}:${index}`, ...(limit as JsonObject) }));
}
