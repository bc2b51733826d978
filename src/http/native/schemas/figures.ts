import { Type } from 'typebox';
import { countedUpTo, healths } from '../../../pipeline/figures/figures.ts';
import { id, nullable, oneOf, time } from './common.ts';

export const figuresQuery = Type.Object(
  {
    from: Type.Optional(
      time('Not before this moment, rounded down to a minute or hour; a day ago when not given.'),
    ),
    to: Type.Optional(time('Before this moment; now when not given.')),
    bucketSeconds: Type.Optional(
      Type.Integer({
        minimum: 60,
        maximum: 7 * 86_400,
        description:
          'How long a bucket is, counted from `from`: whole minutes, for what is older than 47 hours whole hours. When not ' +
          'given: 1 min up to 1 h, 5 min up to 6 h, 15 min up to 24 h, 2 h up to 7 d, 8 h above.',
      }),
    ),
    webhookId: Type.Optional(id('Of one webhook, instead of the whole organization. `accepted` is 0 then.')),
  },
  { additionalProperties: false },
);

const count = (description: string) => Type.Integer({ minimum: 0, description });
const ms = (description: string) => nullable(Type.Number({ minimum: 0, description }));

const counted = {
  accepted: count('Events that were accepted.'),
  delivered: count('Attempts that reached their receiver: deliveries that were made.'),
  retried: count('Attempts that failed and were followed by another.'),
  failed: count('Deliveries that failed for good.'),
  p50Ms: ms('Half of the answers came within this; null without answers. Reckoned from steps.'),
  p95Ms: ms('95 of 100 answers came within this; null without answers. Reckoned from steps.'),
};

const figures = Type.Object(
  {
    from: time('The beginning of the first bucket.'),
    to: time('The end.'),
    bucketSeconds: Type.Integer(),
    since: nullable(time('The hour since which there are figures; null for none.')),
    buckets: Type.Array(Type.Object({ at: time('When it begins.'), ...counted }), {
      description: 'Oldest first, those without anything included. The last one may not be over.',
    }),
    total: Type.Object(counted),
    current: Type.Object(
      {
        waiting: count(`Going to be sent, retries included; ${countedUpTo} stands for at least so many.`),
        retrying: count('Of these, how many have failed before.'),
        held: count('Owed to webhooks that are off.'),
        oldestDueAt: nullable(time('When the one that waits longest was due, or is; null for none.')),
      },
      { description: 'What waits at this moment, in the whole organization.' },
    ),
  },
  { $id: 'Figures', description: 'What was counted in a span of time.' },
);

const webhookFigures = Type.Object(
  {
    webhookId: id('The webhook.'),
    health: oneOf(healths, {
      description:
        'on: it is sent to and answers well; failing: its attempts fail; paused: its receiver is down or asked for a pause, ' +
        'and is tried again at `pausedUntil`; off: it is not sent to.',
    }),
    healthReason: nullable(
      Type.String({
        description:
          'The reason code of the last attempt, or why it was switched off; null when that was by hand.',
      }),
    ),
    failingSince: nullable(time('Since when every attempt has failed.')),
    pausedUntil: nullable(time('When it is tried again.')),
    day: Type.Object(counted, { description: 'The last 24 hours.' }),
    hours: Type.Array(
      Type.Object({ at: time('A full hour.'), delivered: counted.delivered, failed: counted.failed }),
      { description: 'The last 24 hours, the current one included, oldest first.' },
    ),
    waiting: count(`Owed to it; ${countedUpTo} stands for at least so many.`),
    oldestDueAt: nullable(time('When the one that waits longest was due, or is.')),
    lastAttempt: nullable(
      Type.Object({
        id: id('The attempt.'),
        at: time('When it began.'),
        status: nullable(Type.Integer()),
        reason: nullable(Type.String()),
        ms: Type.Number({ description: 'How long it took.' }),
      }),
    ),
  },
  { $id: 'WebhookFigures', description: 'How a webhook fares.' },
);

const webhookFiguresList = Type.Object(
  { items: Type.Array(Type.Unsafe<unknown>({ $ref: 'WebhookFigures#' })) },
  { $id: 'WebhookFiguresList', description: 'In the order of their creation.' },
);

export const figureComponents = [figures, webhookFigures, webhookFiguresList];
