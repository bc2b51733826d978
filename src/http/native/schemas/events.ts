import { Type } from 'typebox';
import type { JsonObject } from '../../../base/json.ts';
import { id, listOf, nullable, oneOf, pageOf, ref, time } from './common.ts';
import { logQuery } from './log-query.ts';

export const eventQuery = Type.Object(
  { ...logQuery, transactionId: Type.Optional(id('Changes of one operation share it.')) },
  { additionalProperties: false },
);

const properties = {
  id: id('Never changes, however often the event is sent: the key for repeats.'),
  type: Type.String({ examples: ['package_key.created'] }),
  objectType: Type.String({ examples: ['package_key'] }),
  objectId: id('The object that changed.'),
  transactionId: id('Shared by all changes of one operation.'),
  actor: Type.String({ description: 'Who did it.', examples: ['token:0193a5f2-…'] }),
  occurredAt: time('When it was saved.'),
};

const event = Type.Object(properties, { $id: 'Event', description: 'A change, told to the outside.' });

const objectSnapshot = Type.Object(
  {
    type: Type.String(),
    id: Type.String(),
    number: nullable(Type.Integer()),
    createdAt: nullable(time('When it was made.')),
    updatedAt: nullable(time('When it was last changed.')),
    fields: Type.Unsafe<JsonObject>({ type: 'object' }),
  },
  { $id: 'ObjectSnapshot', description: 'An object as it was at that moment.' },
);

const eventDetails = Type.Object(
  {
    ...properties,
    data: Type.Object(
      {
        operation: oneOf(['created', 'updated', 'deleted'] as const),
        object: ref('ObjectSnapshot'),
        related: Type.Record(Type.String(), ref('ObjectSnapshot')),
        erasedAt: Type.Optional(
          time('When fields in here were erased from the log; such an event is never sent again.'),
        ),
      },
      {
        description: 'The object after the change (before it, when it was deleted), with those it hangs on.',
      },
    ),
    deliveries: listOf('Delivery'),
  },
  { $id: 'EventDetails', description: 'With the object as it was, and the deliveries.' },
);

export const eventComponents = [event, objectSnapshot, eventDetails, pageOf('Event')];
