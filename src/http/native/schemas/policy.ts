import { Type } from 'typebox';
import { limitLimits, policyLimits } from '../../../webhooks/policy-limits.ts';
import { nullable } from './common.ts';

const retriedStatus = Type.Union([Type.Integer(policyLimits.retriedStatus), Type.Literal('5xx')]);

const settings = {
  connectTimeoutMs: Type.Integer({
    ...policyLimits.connectTimeoutMs,
    description: 'For the name look-up, the connection and TLS together.',
    examples: [5000],
  }),
  totalTimeoutMs: Type.Integer({
    ...policyLimits.totalTimeoutMs,
    description: 'For everything, to the last byte of the answer.',
    examples: [15000],
  }),
  answerTimeoutMs: Type.Optional(
    Type.Integer({
      ...policyLimits.answerTimeoutMs,
      description: 'For the answer alone, from when the request goes out. Not given: only the total counts.',
      examples: [3000],
    }),
  ),
  retryDelaysMs: Type.Array(Type.Integer(policyLimits.retryDelayMs), {
    maxItems: policyLimits.maxRetries,
    description: 'How long to wait before each retry; as many retries as there are delays.',
    examples: [[5000, 30000, 300000]],
  }),
  jitter: Type.Number({
    ...policyLimits.jitter,
    description: 'Each delay is moved by a random part of itself, up to this.',
    examples: [0.1],
  }),
  retriedStatuses: Type.Array(retriedStatus, {
    maxItems: policyLimits.maxRetriedStatuses,
    description: 'Answers that are tried again, beside time-outs and failed connections.',
    examples: [['5xx', 429, 408]],
  }),
  honourRetryAfter: Type.Boolean({ description: "Whether a receiver's Retry-After moves the next attempt." }),
  goneSwitchesOff: Type.Boolean({ description: 'Whether 410 Gone switches the webhook off.' }),
};

/** The limits are asked for by the verb too, in the same numbers. */
export const policyChange = Type.Partial(
  Type.Object({
    connectTimeoutMs: nullable(settings.connectTimeoutMs),
    totalTimeoutMs: nullable(settings.totalTimeoutMs),
    answerTimeoutMs: nullable(settings.answerTimeoutMs),
    retryDelaysMs: nullable(settings.retryDelaysMs),
    jitter: nullable(settings.jitter),
    retriedStatuses: nullable(settings.retriedStatuses),
    honourRetryAfter: nullable(settings.honourRetryAfter),
    goneSwitchesOff: nullable(settings.goneSwitchesOff),
  }),
  {
    additionalProperties: false,
    description:
      "What is null becomes what the policy of the format has: the dialect's for its own format, the standard one for others.",
  },
);

const limitSettings = {
  concurrency: Type.Integer({
    ...limitLimits.concurrency,
    description: 'How many requests at the same time.',
    examples: [16],
  }),
  ratePerSecond: nullable(
    Type.Number({
      ...limitLimits.ratePerSecond,
      description: 'Requests a second on the average, for each node; null: as fast as it goes.',
      examples: [50],
    }),
  ),
  burst: Type.Integer({
    ...limitLimits.burst,
    description: 'How many requests may go out at once after a pause, where there is a rate.',
    examples: [10],
  }),
  ordering: Type.Union([Type.Literal('none'), Type.Literal('object')], {
    description:
      '`object`: the deliveries of one object go out strictly one after the other, each only when the one before ' +
      'has succeeded or is given up. `none`: side by side.',
    examples: ['none'],
  }),
};

export const limitsChange = Type.Partial(
  Type.Object({
    concurrency: nullable(limitSettings.concurrency),
    ratePerSecond: limitSettings.ratePerSecond,
    burst: nullable(limitSettings.burst),
    ordering: nullable(limitSettings.ordering),
  }),
  { additionalProperties: false },
);

export const limits = Type.Object(limitSettings, {
  $id: 'Limits',
  description: 'How fast, and in which order, a webhook is sent to.',
});

export const policy = Type.Object(settings, {
  $id: 'Policy',
  description: 'Time limits, retry schedule, and which answers are retried.',
});
