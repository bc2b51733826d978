import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { outwardId } from '../ids.ts';
import { count, owner, possibleOwner, text } from './fields.ts';
import { oneOwner, ownerNumber } from './owners.ts';

/** A user or a team that is invited to a private plan. Nothing is told of it: the plan is the same. */
export const planDeveloper: ObjectType = {
  name: 'plan_developer',
  plural: 'plan_developers',
  title: 'developer of a plan',
  fields: {
    userId: count('The user or team'),
    billingPlanId: text('Plan', 64),
    // One row for each of them, and what it is found by.
    invited: text('Plan and who', 80, { neverTold: true }),
  },
  relations: {
    billingPlan: owner('billing_plan'),
    user: possibleOwner('user'),
    team: possibleOwner('team'),
  },
  unique: [{ name: 'invited', field: 'invited', keptForever: false }],
  emits: [],
  customFields: false,
  cascades: [],
  complete: ({ related }) => {
    const userId = ownerNumber(related);
    const { billingPlan: plan } = related;
    return plan ? { userId, billingPlanId: outwardId(plan), invited: invitedAs(plan, userId) } : { userId };
  },
  check: ({ related }) => oneOwner(related, 'user'),
};

/** What the row of an invitation is found by. */
export function invitedAs(plan: { number: number }, userId: number): string {
  return `${plan.number} ${userId}`;
}
