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
  objectId: Type.String({ description: 'The object that changed.' }),
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

const related = Type.Record(Type.String(), ref('ObjectSnapshot'));

const eventDetails = Type.Object(
  {
    ...properties,
    data: Type.Object(
      {
        operation: nullable(oneOf(['created', 'updated', 'deleted'] as const)),
        object: ref('ObjectSnapshot'),
        related,
        more: Type.Optional(
          Type.Array(Type.Object({ object: ref('ObjectSnapshot'), related }), {
            description:
              'The others of its type to which the same was done in the same step. Not given where there are none.',
          }),
        ),
        onlyFor: Type.Optional(
          Type.Array(id('A webhook.'), { description: 'Those that it is for. Not given: all that want it.' }),
        ),
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

const named = (description: string, example: string) =>
  Type.String({ pattern: '^[\\w.:-]{1,255}$', description, examples: [example] });

const publishedObject = {
  type: named('A type of object, of your own choosing or of the catalogue.', 'invoice'),
  id: Type.String({
    minLength: 1,
    maxLength: 255,
    description: 'Its id in your system.',
    examples: ['inv-4711'],
  }),
  number: Type.Optional(
    nullable(
      Type.Integer({
        minimum: 0,
        maximum: Number.MAX_SAFE_INTEGER,
        description: 'For formats that show a whole number.',
      }),
    ),
  ),
};

const data = Type.Unsafe<JsonObject>({
  type: 'object',
  description: 'What happened, or the fields of the object.',
  examples: [{ amount: 12.5, currency: 'EUR' }],
});

const newEvent = Type.Object(
  {
    type: named('What happened.', 'invoice.paid'),
    object: Type.Object(publishedObject, { additionalProperties: false }),
    data,
    related: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z][a-z0-9_]{0,62}$' }),
        Type.Object({ ...publishedObject, data }, { additionalProperties: false }),
        { maxProperties: 20, description: 'Objects that it hangs on, for formats that nest them.' },
      ),
    ),
    occurredAt: Type.Optional(time('When it happened; now, when not given.')),
  },
  { additionalProperties: false, description: 'An event that your system tells of.' },
);

/** One event, or up to a thousand. */
export const publication = Type.Union([
  newEvent,
  Type.Object(
    { events: Type.Array(newEvent, { minItems: 1, maxItems: 1000 }) },
    { additionalProperties: false },
  ),
]);

export const publishHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      description: 'A repeat with the same key within 24 hours gets the first answer and publishes nothing.',
      examples: ['invoice-4711-paid'],
    }),
  ),
});

const published = Type.Object(
  {
    eventIds: Type.Array(id('An event.'), { description: 'In the order given.' }),
    repeated: Type.Boolean({
      description: 'Whether this is the answer to an earlier request with the same key.',
    }),
  },
  { $id: 'Published', description: 'The events are committed, with every delivery that they owe.' },
);

export const eventComponents = [event, objectSnapshot, eventDetails, pageOf('Event'), published];
