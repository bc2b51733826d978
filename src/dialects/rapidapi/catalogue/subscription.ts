import type { JsonObject } from '../../../base/json.ts';
import type { Draft, ObjectType } from '../../../catalogue/catalogue.ts';
import { outwardId } from '../ids.ts';
import { count, deletedAt, flag, possibleOwner, text, word } from './fields.ts';
import { oneOwner, ownerNumber } from './owners.ts';

/** What lets a user or a team call an API (`API`), or an organization have seats (`SEATS`). */
export const subscription: ObjectType = {
  name: 'subscription',
  plural: 'subscriptions',
  title: 'subscription',
  fields: {
    userId: count('The user, team or organization that it belongs to'),
    apiId: text('API', 64),
    apiVersionId: text('API version', 64),
    billingPlanVersionId: text('Version of the plan', 64),
    type: word('What for', ['API', 'SEATS']),
    status: word('Status', ['PENDING', 'ACTIVE', 'CANCELED']),
    isInternal: flag('Of a team of the API’s own organization'),
    canceled: count('1 once it is canceled', { maximum: 1 }),
    autocanceled: flag('Canceled by the hub'),
    canceledAt: text('When it was canceled', 32, { format: 'date-time' }),
    // Blank once it is canceled, so that its owner can subscribe to the API again.
    runsFor: text('Owner and API while it runs', 80, { neverTold: true }),
    deletedAt,
  },
  relations: {
    user: possibleOwner('user'),
    team: possibleOwner('team'),
    organization: possibleOwner('organization'),
    api: possibleOwner('api'),
    billingPlanVersion: possibleOwner('billing_plan_version'),
  },
  unique: [{ name: 'runsFor', field: 'runsFor', keptForever: false }],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
  complete,
  check: ({ related }) => oneOwner(related, 'ownerId'),
};

/** What an owner's running subscription to an API is found by. One owner has one at most. */
export function runsFor(ownerId: number, apiId: string): string {
  return `${ownerId} ${apiId}`;
}

function complete({ fields, related }: Draft): JsonObject {
  const userId = ownerNumber(related);
  const apiId = related.api === undefined ? '' : String(outwardId(related.api));
  return {
    userId,
    apiId,
    ...(related.billingPlanVersion && { billingPlanVersionId: outwardId(related.billingPlanVersion) }),
    runsFor: fields.status === 'CANCELED' ? '' : runsFor(userId, apiId),
  };
}
