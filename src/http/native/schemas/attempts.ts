import { Type } from 'typebox';
import { attemptKinds } from '../../../pipeline/log/views.ts';
import { id, nullable, oneOf, pageOf, ref, time } from './common.ts';
import { logQuery, reason, status } from './log-query.ts';

const kind = oneOf(attemptKinds, {
  description:
    'delivery: of a delivery; before: asked ahead of a save, when there is no event yet; test: a webhook was tried out.',
});

export const attemptQuery = Type.Object(
  {
    ...logQuery,
    kind: Type.Optional(kind),
    deliveryId: Type.Optional(id('The attempts of one delivery.')),
    eventId: Type.Optional(id('The attempts of one event.')),
    webhookId: Type.Optional(id('The attempts to one webhook.')),
    transactionId: Type.Optional(id('Changes of one operation share it.')),
    status: Type.Optional(status),
    reason: Type.Optional(reason),
    q: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 255,
        description:
          'With `kind=test` alone: a part of the event type, or the id of the test or of its object.',
      }),
    ),
    succeeded: Type.Optional(Type.Boolean({ description: 'Those that succeeded, or those that did not.' })),
  },
  { additionalProperties: false },
);

/** What is looked out for among new attempts. */
export const tailQuery = Type.Object(
  {
    text: Type.Optional(
      Type.String({
        maxLength: 1000,
        description:
          'Words, all of which have to be there, each whole, or its beginning. All attempts without it.',
      }),
    ),
    type: logQuery.type,
    webhookId: Type.Optional(id('The attempts to one webhook.')),
    status: Type.Optional(status),
    test: Type.Optional(Type.Boolean({ description: 'Tests only, or all but tests.' })),
  },
  { additionalProperties: false },
);

const properties = {
  id: id('Names the attempt.'),
  kind,
  deliveryId: nullable(id('Its delivery.')),
  eventId: nullable(id('Its event.')),
  webhookId: id('The webhook that was called.'),
  eventType: Type.String({ examples: ['package_key.created'] }),
  objectType: Type.String({ examples: ['package_key'] }),
  objectId: nullable(Type.String({ description: 'The object that changed.' })),
  transactionId: id('Shared by all changes of one operation.'),
  number: Type.Integer({ description: '1 for the first attempt of its delivery.' }),
  startedAt: time('When it began.'),
  timings: Type.Object(
    {
      dns: Type.Optional(Type.Number()),
      connect: Type.Optional(Type.Number()),
      tls: Type.Optional(Type.Number()),
      wait: Type.Optional(Type.Number()),
      body: Type.Optional(Type.Number()),
      total: Type.Number(),
    },
    {
      description: 'Milliseconds of each phase that happened: a connection that was kept has no first three.',
    },
  ),
  status: nullable(Type.Integer({ description: 'Null where no answer came.' })),
  reason: nullable(reason),
  detail: nullable(Type.String({ description: 'The reason in words, for this attempt.' })),
};

const attempt = Type.Object(properties, { $id: 'Attempt', description: 'One HTTP try.' });

const body = Type.Object(
  {
    encoding: oneOf(['utf-8', 'base64'] as const),
    content: Type.String({ description: 'Text where the bytes are valid UTF-8, otherwise base64.' }),
  },
  { $id: 'Body', description: 'The exact bytes. What came from outside is data, never to be rendered.' },
);

const attemptDetails = Type.Object(
  {
    ...properties,
    request: Type.Object({
      method: Type.String({ examples: ['PUT'] }),
      url: Type.String(),
      headers: Type.Record(Type.String(), Type.String(), {
        description: 'Without credentials and signatures.',
      }),
      body: nullable(ref('Body')),
    }),
    response: nullable(
      Type.Object({
        status: Type.Integer(),
        headers: Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())])),
        body: ref('Body'),
        size: Type.Integer({ description: 'Bytes that arrived before reading stopped.' }),
        cut: Type.Boolean({ description: 'Whether only the first of them are kept.' }),
      }),
    ),
  },
  { $id: 'AttemptDetails', description: 'With the exact request and the answer.' },
);

const reasonList = Type.Object(
  { items: Type.Array(Type.Object({ code: reason, description: Type.String() })) },
  { $id: 'ReasonList', description: 'The closed list.' },
);

export const attemptComponents = [body, attempt, attemptDetails, pageOf('Attempt'), reasonList];
