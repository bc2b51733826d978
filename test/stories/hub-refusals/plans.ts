import type { MadeApi } from '../../harness/hub-objects.ts';
import { deleteById, type Refusal } from './known.ts';

const subscribe = 'mutation ($input: SubscriptionCreateInput!) { createSubscription(input: $input) { id } }';
const createPlan =
  'mutation ($input: BillingPlanCreateInput!) { createBillingPlan(billingPlan: $input) { id } }';
const newPlan = (api: MadeApi) => ({
  api: api.id,
  apiName: api.name,
  apiVersion: api.version,
  apiVersionName: '1.0',
  providerName: 'Provider',
  name: 'New',
  type: 'MONTHLY',
  billingLimits: [],
});

const invite =
  'mutation ($input: AllowedPlanDevelopersUpdateInput) { updateAllowedPlanDevelopers(input: $input) { id } }';

/** Of plans and subscriptions. */
export const refusalsOfPlans: readonly Refusal[] = [
  [
    'a plan of another API',
    subscribe,
    ({ api, otherApi, other }) => ({
      input: { apiId: api.id, billingPlanVersionId: otherApi.planVersion, ownerId: other },
    }),
    'BAD_USER_INPUT',
    /plan of another API/,
  ],
  [
    'a plan that was deleted',
    subscribe,
    ({ api, deletedPlan, owner }) => ({
      input: { apiId: api.id, billingPlanVersionId: deletedPlan.version, ownerId: owner },
    }),
    'CONFLICT',
    /not offered any more/,
  ],
  [
    'a plan that has to be asked for',
    subscribe,
    ({ api, privatePlan, owner }) => ({
      input: { apiId: api.id, billingPlanVersionId: privatePlan.version, ownerId: owner },
    }),
    'CONFLICT',
    /RequestAccessPlan/,
  ],
  [
    'the plan that one has',
    subscribe,
    ({ api, other }) => ({ input: { apiId: api.id, billingPlanVersionId: api.planVersion, ownerId: other } }),
    'CONFLICT',
    /to this plan already/,
  ],
  [
    'an organization as subscriber',
    subscribe,
    ({ api, organization }) => ({
      input: { apiId: api.id, billingPlanVersionId: api.planVersion, ownerId: organization.id },
    }),
    'NOT_FOUND',
    /no user or team/,
  ],
  [
    'a subscription that was canceled',
    deleteById('deleteSubscription'),
    ({ canceled }) => ({ id: canceled }),
    'NOT_FOUND',
    /no subscription/,
  ],
  [
    'one subscription twice',
    'mutation ($id: ID!) { deleteSubscriptions(ids: [$id, $id]) }',
    ({ subscription }) => ({ id: subscription }),
    'BAD_USER_INPUT',
    /twice/,
  ],
  [
    'one that is gone among some that are there',
    'mutation ($ids: [ID!]!) { deleteSubscriptions(ids: $ids) }',
    ({ subscription, canceled }) => ({ ids: [subscription, canceled] }),
    'NOT_FOUND',
    /no subscription/,
  ],
  [
    'a plan that was deleted, again',
    'mutation ($id: ID!) { deleteBillingPlans(ids: [$id]) }',
    ({ deletedPlan }) => ({ id: deletedPlan.id }),
    'NOT_FOUND',
    /no billing plan/,
  ],
  [
    'a plan for a version of another API',
    createPlan,
    ({ api, otherApi }) => ({ input: { ...newPlan(api), apiVersion: otherApi.version } }),
    'BAD_USER_INPUT',
    /version of another API/,
  ],
  [
    'a price below nothing',
    createPlan,
    ({ api }) => ({ input: { ...newPlan(api), price: -1 } }),
    'BAD_USER_INPUT',
    /price must be at least 0/,
  ],
  [
    'an invitation of nobody, after one that is right',
    invite,
    ({ api, other }) => ({
      input: { planId: api.plan, allowedPlanDevelopers: [{ user: { id: other } }, { status: 'ACTIVE' }] },
    }),
    'BAD_USER_INPUT',
    /allowedPlanDevelopers\.1\.user is required/,
  ],
  [
    'an invitation of a user of another hub',
    invite,
    ({ api, foreignOwner }) => ({
      input: { planId: api.plan, allowedPlanDevelopers: [{ user: { id: foreignOwner } }] },
    }),
    'NOT_FOUND',
    /no user or team/,
  ],
  [
    'an invitation taken back that was not given',
    invite,
    ({ api, other }) => ({
      input: { planId: api.plan, allowedPlanDevelopers: [{ user: { id: other }, status: 'DELETED' }] },
    }),
    'BAD_USER_INPUT',
    /is not invited/,
  ],
  [
    'an invitation to a plan of another API',
    invite,
    ({ api, otherApi }) => ({ input: { planId: api.plan, apiId: otherApi.id, allowedPlanDevelopers: [] } }),
    'BAD_USER_INPUT',
    /apiId is not the API of this plan/,
  ],
  [
    'an invitation to a plan that was deleted',
    invite,
    ({ deletedPlan }) => ({ input: { planId: deletedPlan.id, allowedPlanDevelopers: [] } }),
    'NOT_FOUND',
    /no billing plan/,
  ],
];
