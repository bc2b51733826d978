import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { count, possibleOwner, text, word } from './fields.ts';

/** The reasons that the vendor's API knows. */
export const unsubscribeReasons = [
  'OTHER',
  'SWITCH_PLAN',
  'TEMPORARY_USE',
  'BAD_FEATURES',
  'BUGS',
  'ALTERNATIVE_API',
  'EXPENSIVE',
] as const;

/** Why somebody has unsubscribed from an API. Nothing is told of it. */
export const rapidReason: ObjectType = {
  name: 'rapid_reason',
  plural: 'rapid_reasons',
  title: 'reason for unsubscribing',
  fields: {
    apiId: text('API', 64),
    apiVersionId: text('API version', 64),
    consumerUserId: count('Who has unsubscribed'),
    providerUserId: count('Whose API it is'),
    eventType: word('What it is the reason of', ['UNSUBSCRIBE']),
    reasonType: word('Reason', unsubscribeReasons),
    reasonComments: text('In words', 4096),
  },
  relations: { api: { ...possibleOwner('api'), required: true } },
  unique: [],
  emits: [],
  customFields: false,
  cascades: [],
};
