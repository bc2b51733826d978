import { Type } from 'typebox';
import { deliveryStates } from '../../../pipeline/log/views.ts';
import { id, listOf, nullable, oneOf, pageOf, time } from './common.ts';
import { logQuery, reason, search, status } from './log-query.ts';

const state = oneOf(deliveryStates, {
  description:
    'waiting: no attempt finished yet; retrying: an attempt failed and another is due; delivered: a 2xx came back; ' +
    'failed: no further attempt will be made; cancelled: given up before it was made.',
});

export const deliveryQuery = Type.Object(
  {
    ...logQuery,
    eventId: Type.Optional(id('The deliveries of one event.')),
    webhookId: Type.Optional(id('The deliveries to one webhook.')),
    state: Type.Optional(
      Type.Array(state, { maxItems: deliveryStates.length, description: 'Any of these; may be repeated.' }),
    ),
    status: Type.Optional(status),
    reason: Type.Optional(reason),
    q: Type.Optional(search),
  },
  { additionalProperties: false },
);

const properties = {
  id: id('Names the delivery.'),
  eventId: id('The event that is owed.'),
  webhookId: id('The webhook that it is owed to.'),
  eventType: Type.String({ examples: ['package_key.created'] }),
  objectType: Type.String({ examples: ['package_key'] }),
  objectId: Type.String({ description: 'The object that changed.' }),
  transactionId: id('Shared by all changes of one operation.'),
  state,
  attempts: Type.Integer({ description: 'Attempts that were made, resends included.' }),
  dueAt: nullable(time('When the next attempt is due; null when none is, and while it is held.')),
  held: Type.Boolean({ description: 'Whether it waits for its webhook to be switched on.' }),
  lastAttemptAt: nullable(time('When it was last tried.')),
  lastStatus: nullable(Type.Integer({ description: 'The status of the last answer.' })),
  lastReason: nullable(reason),
  cancelledBy: nullable(
    Type.String({ description: 'Who has given it up by hand: a name, or the id of a token or credential.' }),
  ),
  createdAt: time('When it was accepted.'),
  finishedAt: nullable(time('Since when nothing more is owed.')),
};

const delivery = Type.Object(properties, { $id: 'Delivery', description: 'One event owed to one webhook.' });

const deliveryDetails = Type.Object(
  { ...properties, attemptList: listOf('Attempt') },
  { $id: 'DeliveryDetails', description: 'With its attempts, oldest first.' },
);

const queued = Type.Object(
  { id: id('The delivery.'), result: Type.Literal('queued') },
  { $id: 'Queued', description: 'It is on its way; whether it arrives stands in the log.' },
);

const cancelled = Type.Object(
  { id: id('The delivery.'), result: Type.Literal('cancelled') },
  { $id: 'Cancelled', description: 'No further attempt will be made.' },
);

export const deliveryComponents = [delivery, deliveryDetails, queued, cancelled, pageOf('Delivery')];
