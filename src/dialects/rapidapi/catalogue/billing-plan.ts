import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { outwardId } from '../ids.ts';
import { deletedAt, flag, owner, status, text, word } from './fields.ts';

/** The kinds of billing that the vendor's API knows. */
const billingTypes = ['MONTHLY', 'PERUSE'] as const;

/** A plan that one can subscribe to. Subscriptions hang on its versions; a change of its terms makes a new one. */
export const billingPlan: ObjectType = {
  name: 'billing_plan',
  plural: 'billing_plans',
  title: 'billing plan',
  fields: {
    apiId: text('API', 64),
    apiversion: text('The API version that it was made for', 64),
    name: text('Name', 255, { required: true }),
    slugifiedName: text('Name for addresses', 255),
    type: word('Billing', billingTypes),
    visibility: word('Visibility', ['PUBLIC', 'PRIVATE']),
    hidden: flag('Not shown'),
    recommended: flag('Recommended'),
    status,
    shouldRequestApproval: flag('Subscribers have to ask'),
    requestApprovalQuestion: text('What they are asked', 4096),
    targetGroupId: text('Target group', 64),
    version: { type: 'object', title: 'The terms that are current' },
    deletedAt,
  },
  relations: {
    api: owner('api'),
    apiVersions: {
      to: 'api_version',
      cardinality: 'many',
      required: false,
      createOnly: false,
      whenParentGoes: 'unlink',
      nested: false,
    },
  },
  unique: [{ name: 'name', field: 'slugifiedName', within: 'api', keptForever: false }],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
  complete: ({ related }) => (related.api ? { apiId: outwardId(related.api) } : {}),
};

/** The terms of a plan from one change to the next. They are never changed, so `version` of the plan is a true copy. */
export const billingPlanVersion: ObjectType = {
  name: 'billing_plan_version',
  plural: 'billing_plan_versions',
  title: 'version of a billing plan',
  fields: {
    billingplan: text('Plan', 64),
    apiId: text('API', 64),
    name: text('Name', 255, { required: true }),
    current: flag('The terms that are current'),
    price: { type: 'number', title: 'Price', minimum: 0 },
    pricing: word('Pricing', ['FREE', 'PAID']),
    period: word('Period', billingTypes),
    rateLimit: { type: 'object', title: 'Limit of the rate' },
    billinglimits: { type: 'array', title: 'Quotas', items: { type: 'object' } },
    status,
  },
  relations: { billingPlan: owner('billing_plan') },
  unique: [],
  emits: [],
  customFields: false,
  cascades: [],
  complete: ({ related: { billingPlan: plan } }) =>
    plan ? { billingplan: outwardId(plan), apiId: plan.fields.apiId ?? '' } : {},
};
