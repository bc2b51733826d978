import type { Problem } from '../../../base/errors.ts';
import type { Draft, ObjectType } from '../../../catalogue/catalogue.ts';
import { adjustableTermsOf } from '../rate-plan-rules.ts';
import { texts } from './fields.ts';

const entries = (...names: string[]) => {
  const required = ['id', ...names];
  const properties = Object.fromEntries(required.map((name) => [name, { type: 'string' }]));
  return { type: 'object', properties, required };
};

/** When to tell, and whom: a notification condition with its actions, each kept as it was written. */
export const notificationCondition: ObjectType = {
  name: 'notification_condition',
  plural: 'notification_conditions',
  title: 'notification condition',
  fields: {
    notificationCondition: { type: 'array', title: 'Attributes', items: entries('attribute', 'value') },
    actions: { type: 'array', title: 'Actions', items: entries('actionAttribute', 'value') },
    percents: texts('Percentages of the target, rising; worked out from the attributes'),
    webhookIds: texts('The webhooks that the actions name'),
  },
  relations: {
    ratePlan: {
      to: 'rate_plan',
      cardinality: 'one',
      required: true,
      createOnly: false,
      whenParentGoes: 'remove',
      nested: true,
    },
  },
  unique: [],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
  check,
};

function check({ related }: Draft): Problem[] {
  const plan = related.ratePlan?.fields ?? {};
  if (adjustableTermsOf(plan) === null) {
    const message = 'is not an adjustable notification rate plan; webhooks are for those only';
    return [{ field: 'ratePlan', message }];
  }
  return plan.published === true ? [] : [{ field: 'ratePlan', message: 'is not published' }];
}
