import { Type } from 'typebox';
import {
  finishedStates,
  type JobOrder,
  jobKinds,
  jobStates,
  owedStates,
} from '../../../store/records/job.ts';
import { id, nullable, oneOf, pageOf, pageProperties, time } from './common.ts';
import { logQuery, reason, search, status } from './log-query.ts';

const deliveriesInput = {
  ids: Type.Optional(
    Type.Array(id('A delivery.'), {
      minItems: 1,
      maxItems: 1000,
      uniqueItems: true,
      description: 'These deliveries and no others.',
    }),
  ),
  q: Type.Optional(search),
  type: logQuery.type,
  objectType: logQuery.objectType,
  objectId: logQuery.objectId,
  eventId: Type.Optional(id('The deliveries of one event.')),
  webhookId: Type.Optional(id('The deliveries to one webhook.')),
  status: Type.Optional(status),
  reason: Type.Optional(reason),
  from: Type.Optional(time('Accepted not before this moment.')),
  to: Type.Optional(time('Accepted before this moment.')),
};

const statesOf = <State extends string>(states: readonly State[], examples: State[][]) =>
  Type.Optional(
    Type.Array(oneOf(states), {
      minItems: 1,
      maxItems: states.length,
      description: 'Any of these; all of them when not given.',
      examples,
    }),
  );

const resendInput = Type.Object(
  { states: statesOf(finishedStates, [['failed']]), ...deliveriesInput },
  {
    additionalProperties: false,
    description: 'The filter of the list of deliveries; at least one condition.',
  },
);

const cancelInput = Type.Object(
  { states: statesOf(owedStates, [['retrying']]), ...deliveriesInput },
  {
    additionalProperties: false,
    description:
      'The filter of the list of deliveries, for those that wait; at least one condition. What a node is sending, or ' +
      'has taken up to send, is left alone.',
  },
);

const recoverInput = Type.Object(
  {
    webhookId: Type.Optional(id('Only what failed to reach this webhook.')),
    since: time('Failed for good not before this moment.'),
  },
  { additionalProperties: false },
);

const replayInput = Type.Object(
  {
    webhookId: id('The webhook that missed them.'),
    from: time('Events not before this moment.'),
    to: Type.Optional(time('Events before this moment; all until now when not given.')),
  },
  { additionalProperties: false },
);

const resendAttemptsInput = Type.Object(
  {
    ids: Type.Optional(
      Type.Array(id('An attempt.'), {
        minItems: 1,
        maxItems: 1000,
        description: 'These attempts; nothing else may be given beside them.',
      }),
    ),
    text: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1000,
        description:
          'Words, all of which stand in the URL, the ids, the request or the answer; each whole, or its beginning.',
        examples: ['ada@example.com'],
      }),
    ),
    type: logQuery.type,
    webhookId: Type.Optional(id('The attempts to reach one webhook.')),
    status: Type.Optional(status),
    from: Type.Optional(time('Made not before this moment.')),
    to: Type.Optional(time('Made before this moment.')),
  },
  {
    additionalProperties: false,
    description:
      'Either ids, or a search of the attempts that can be searched: those of RapidAPI organizations; at least one condition.',
  },
);

const inputs = {
  resend: resendInput,
  recover: recoverInput,
  replay: replayInput,
  cancel: cancelInput,
  'resend-attempts': resendAttemptsInput,
};

/** What is asked for: a kind with its input. */
export const jobOrder = Type.Unsafe<JobOrder>({
  type: 'object',
  // Beside the choice, so that a wrong kind is told which ones there are.
  properties: { kind: oneOf(jobKinds) },
  required: ['kind'],
  discriminator: { propertyName: 'kind' },
  oneOf: jobKinds.map((kind) => ({
    type: 'object',
    properties: { kind: { const: kind }, input: inputs[kind] },
    required: ['kind', 'input'],
    additionalProperties: false,
  })),
  examples: [
    { kind: 'recover', input: { since: '2026-01-31T08:00:00Z' } },
    {
      kind: 'replay',
      input: { webhookId: '0193a5f2-6c1e-7b7a-9d2f-3e5b8c1d4f60', from: '2026-01-30T00:00:00Z' },
    },
    { kind: 'resend', input: { states: ['failed'], type: 'package_key.created' } },
    { kind: 'cancel', input: { webhookId: '0193a5f2-6c1e-7b7a-9d2f-3e5b8c1d4f60' } },
    { kind: 'resend-attempts', input: { text: 'ada@example.com', status: '5xx' } },
  ],
});

const state = oneOf(jobStates, {
  description:
    'waiting: not begun; running: between its first batch and its last; done: all was looked at; cancelled: ended by ' +
    'hand; failed: it could not go on, `detail` says why.',
});

export const jobQuery = Type.Object(
  {
    ...pageProperties,
    state: Type.Optional(
      Type.Array(state, { maxItems: jobStates.length, description: 'Any of these; may be repeated.' }),
    ),
  },
  { additionalProperties: false },
);

const job = Type.Object(
  {
    id: id('Names the job.'),
    kind: oneOf(jobKinds, {
      description:
        'resend: finished deliveries that match a filter; recover: what has failed since a time; replay: events that ' +
        'a webhook has no delivery of; cancel: waiting deliveries are given up; resend-attempts: the finished ' +
        'deliveries of attempts, each once.',
    }),
    input: Type.Unsafe<object>({ type: 'object', description: 'What it was asked to touch.' }),
    state,
    total: nullable(
      Type.Integer({
        description: 'How many it will look at; null before it begins, and beyond a million.',
      }),
    ),
    queued: Type.Integer({
      description: 'Deliveries that it has made due so far; those it has given up, where it cancels.',
    }),
    skipped: Type.Integer({ description: 'Looked at and left alone: nothing to send, or not wanted.' }),
    detail: nullable(Type.String({ description: 'Why it failed, or what the last failure was.' })),
    createdBy: Type.String({ description: 'Who asked for it.', examples: ['token:0193a5f2-…'] }),
    createdByName: nullable(Type.String({ description: 'How people know them.', examples: ['ada'] })),
    createdAt: time('When it was asked for.'),
    updatedAt: time('When it last moved.'),
    finishedAt: nullable(time('When it ended.')),
  },
  { $id: 'Job', description: 'Work on many deliveries at once, done in the background.' },
);

const jobCount = Type.Object(
  {
    count: Type.Integer({ description: 'Deliveries that the job would queue, or give up, now.' }),
    capped: Type.Boolean({ description: 'Whether there may be more: counting ends early.' }),
    beingSent: Type.Integer({
      description:
        'What matches and would not be given up, since a node is at it. 0 where nothing is given up.',
    }),
    touched: Type.Optional(
      Type.Object(
        {
          webhookIds: Type.Array(id('A webhook that would be sent to.')),
          oldest: nullable(time('When the first of the attempts was made; null where there is none.')),
          newest: nullable(time('When the last of them was made.')),
        },
        {
          description:
            'What would be touched, as far as it was counted. Given for the kind `resend-attempts`.',
        },
      ),
    ),
  },
  { $id: 'JobCount', description: 'How many a job would touch.' },
);

export const jobComponents = [job, jobCount, pageOf('Job')];
