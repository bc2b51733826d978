import { Type } from 'typebox';
import type { JsonObject } from '../../../base/json.ts';
import { listOf, nullable, organizationReference, time } from './common.ts';

export const eventTypePath = Type.Object({
  org: organizationReference,
  type: Type.String({ description: 'The type of events.', examples: ['invoice.paid'] }),
});

const title = Type.String({ maxLength: 255, examples: ['An invoice was paid'] });
const description = Type.String({ maxLength: 10_000 });

const schema = Type.Unsafe<JsonObject>({
  type: 'object',
  description:
    'A JSON Schema, 2020-12 or draft-07, of at most 64 KiB, for the `data` of such an event. References stay inside the ' +
    'document and lead in no circle; patterns have no look-around, no back-references ' +
    'and at most 1,200 steps with all repetitions written out; `uniqueItems` needs `maxItems` of at most 1,000.',
  examples: [{ type: 'object', required: ['amount'], properties: { amount: { type: 'number' } } }],
});

const example = Type.Unsafe<JsonObject>({
  type: 'object',
  description: 'Data that satisfies the schema.',
  examples: [{ amount: 12.5 }],
});

export const eventTypeInput = Type.Object(
  {
    title: Type.Optional(nullable(title)),
    description: Type.Optional(nullable(description)),
    schema,
    example: Type.Optional(nullable(example)),
  },
  { additionalProperties: false, description: 'What is not given is empty afterwards.' },
);

const eventType = Type.Object(
  {
    name: Type.String({ examples: ['invoice.paid'] }),
    title: nullable(title),
    description: nullable(description),
    schema,
    example: nullable(example),
    createdAt: time('When it was registered.'),
    updatedAt: time('When it was last replaced.'),
  },
  { $id: 'EventType', description: 'What an organization says of a type of published events.' },
);

const eventTypeList = Type.Object(
  { items: listOf('EventType') },
  { $id: 'EventTypeList', description: 'By name.' },
);

export const eventTypeComponents = [eventType, eventTypeList];
