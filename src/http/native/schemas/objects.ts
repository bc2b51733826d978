import { Type } from 'typebox';
import type { JsonObject } from '../../../base/json.ts';
import { deliveryStates } from '../../../pipeline/log/views.ts';
import { id, listOf, nullable, oneOf, organizationReference, pageProperties, time } from './common.ts';
import { reason } from './log-query.ts';

const type = Type.String({ description: 'The type of the object.', examples: ['member'] });

export const objectTypePath = Type.Object({ org: organizationReference, type });

export const objectPath = Type.Object({
  org: organizationReference,
  type,
  id: Type.String({ description: 'The UUID of the object, as events name it.' }),
});

const place = (description: string) => Type.Optional(Type.String({ maxLength: 4096, description }));

export const objectQuery = Type.Object(
  {
    limit: pageProperties.limit,
    before: place('The next page: `older` of another one, asked with the same order.'),
    after: place('The page before: `newer` of another one, asked with the same order.'),
    q: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 255,
        description: 'Part of a name, or a whole id or number.',
      }),
    ),
    filter: Type.Optional(
      Type.Array(Type.String({ pattern: '^\\w{1,63}[:<>]', maxLength: 1024 }), {
        maxItems: 10,
        description:
          '`field:value`: that very value; `field<value` and `field>value`: before and after it, texts letter by letter. ' +
          'May be repeated; all must fit.',
        examples: [['status:active']],
      }),
    ),
    under: Type.Optional(
      Type.String({
        pattern: '^\\w{1,63}:',
        maxLength: 255,
        description: '`relation:id`: what hangs on that parent.',
        examples: ['member:0193a5f2-6c1e-7b7a-9d2f-3e5b8c1d4f60'],
      }),
    ),
    expand: Type.Optional(
      Type.Array(oneOf(['parents'] as const), { description: 'What is shown with each object besides.' }),
    ),
    sort: Type.Optional(
      Type.String({
        pattern: '^-?\\w{1,63}$',
        description:
          'A field, `createdAt` or `updatedAt`; with a dash in front the greatest first. `-createdAt` when not given.',
      }),
    ),
  },
  { additionalProperties: false },
);

const fields = Type.Unsafe<JsonObject>({
  type: 'object',
  description: 'As the catalogue describes them.',
  examples: [{ username: 'ada', email: 'ada@example.com' }],
});
const links = Type.Record(Type.String(), Type.Array(id('A parent.'), { maxItems: 1000 }), {
  description: 'The parents it hangs on, by relation.',
});

export const newObject = Type.Object(
  { fields, links: Type.Optional(links) },
  { additionalProperties: false },
);
export const objectChange = Type.Object(
  {
    fields: Type.Optional(fields),
    links: Type.Optional(links),
    version: Type.Optional(
      Type.Integer({ minimum: 1, description: 'The change is made only at this version.' }),
    ),
  },
  { additionalProperties: false },
);

const parent = Type.Object({ type: Type.String(), id: id('The parent.'), label: Type.String() });

const properties = {
  id: id('Names the object for ever.'),
  type: Type.String({ examples: ['member'] }),
  number: Type.Integer({ description: 'The whole number that some dialects show as its id.' }),
  label: Type.String({ description: 'What people know it by.' }),
  version: Type.Integer({ description: 'Grows by one with each change.' }),
  fields,
  links,
  createdAt: time('When it was made.'),
  updatedAt: time('When it was last changed.'),
};

const object = Type.Object(properties, { $id: 'Object', description: 'A thing that an API manager owns.' });

const parents = Type.Record(Type.String(), Type.Array(parent), {
  description: 'The parents it hangs on, by relation.',
});

const objectDetails = Type.Object(
  {
    ...properties,
    parents,
    children: Type.Array(
      Type.Object({ type: Type.String(), relation: Type.String(), count: Type.Integer() }),
      { description: 'What hangs on it: list it with `under`.' },
    ),
  },
  { $id: 'ObjectDetails', description: 'With what it hangs on, and what hangs on it.' },
);

const listedObject = Type.Object(
  { ...properties, parents: Type.Optional(parents) },
  { $id: 'ListedObject', description: 'An object in a list; with its parents where they were asked for.' },
);

const objectPage = Type.Object(
  {
    items: listOf('ListedObject'),
    older: nullable(
      Type.String({ description: 'The `before` of the next page; null when this is the last.' }),
    ),
    newer: nullable(Type.String({ description: 'The `after` of the page before; null when there is none.' })),
  },
  { $id: 'ObjectPage', description: 'In the order that was asked for.' },
);

const removalPreview = Type.Object(
  {
    changes: Type.Array(
      Type.Object({
        type: Type.String(),
        operation: oneOf(['deleted', 'updated', 'created'] as const),
        count: Type.Integer(),
      }),
      { description: 'By type; the object itself included.' },
    ),
    events: Type.Integer({ description: 'Events that would be told.' }),
    webhooks: Type.Integer({ description: 'Webhooks that are on, which may be told of them.' }),
  },
  { $id: 'RemovalPreview', description: 'What the removal would do. Nothing was done.' },
);

const historyEntry = Type.Object(
  {
    id: id('The event.'),
    type: Type.String({ examples: ['member.updated'] }),
    objectType: Type.String(),
    objectId: Type.String(),
    transactionId: id('Shared by all changes of one operation.'),
    actor: Type.String({ description: 'Who did it.' }),
    occurredAt: time('When it was saved.'),
    operation: nullable(oneOf(['created', 'updated', 'deleted'] as const)),
    changedFields: nullable(
      Type.Array(Type.String(), {
        description:
          'Fields that differ from the event before; null where there is none, or it is on another page.',
      }),
    ),
    deliveries: Type.Array(
      Type.Object({
        id: id('The delivery.'),
        webhookId: id('To whom.'),
        state: oneOf(deliveryStates),
        attempts: Type.Integer(),
        lastStatus: nullable(Type.Integer()),
        lastReason: nullable(reason),
      }),
    ),
  },
  { $id: 'HistoryEntry', description: 'One thing that happened to an object, and where it was told.' },
);

const history = Type.Object(
  {
    items: listOf('HistoryEntry'),
    older: nullable(Type.String()),
    newer: nullable(Type.String()),
  },
  { $id: 'History', description: 'Newest first.' },
);

const count = (description: string) => Type.Integer({ description });

const erased = Type.Object(
  {
    events: count(
      "Events whose fields were erased: the object's own, and those that told of it as a parent.",
    ),
    payloads: count('Bodies that were sent, or were to be sent, and are no longer kept.'),
    attempts: count('Attempts and "before" calls whose bodies, answers and details were erased.'),
    cancelled: count('Deliveries that were still owed and can no longer be made.'),
  },
  { $id: 'Erased', description: 'How much was erased this time; all zeros when there was nothing left.' },
);

export const objectComponents = [
  object,
  objectDetails,
  listedObject,
  objectPage,
  removalPreview,
  historyEntry,
  history,
  erased,
];
