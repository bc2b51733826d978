import { Type } from 'typebox';
import { reasonCodes } from '../../../pipeline/delivery/reasons.ts';
import { oneOf, pageProperties, time } from './common.ts';

/** From when to when, for lists of what happened. */
export const timeRange = {
  from: Type.Optional(time('Not before this moment.')),
  to: Type.Optional(time('Before this moment.')),
};

/** What all three lists of the log take. */
export const logQuery = {
  ...pageProperties,
  type: Type.Optional(
    Type.String({
      pattern: '^[\\w.:-]{1,255}$',
      description: 'An event type.',
      examples: ['package_key.created'],
    }),
  ),
  objectType: Type.Optional(
    Type.String({
      pattern: '^[\\w.:-]{1,255}$',
      description: 'A type of object.',
      examples: ['package_key'],
    }),
  ),
  objectId: Type.Optional(Type.String({ minLength: 1, maxLength: 255, description: 'An object.' })),
  ...timeRange,
};

export const status = Type.String({
  pattern: '^([1-5][0-9][0-9]|[2-5]xx|none)$',
  description: 'A status (`503`), all that begin alike (`5xx`), or `none` where no answer came.',
  examples: ['5xx'],
});

export const search = Type.String({
  minLength: 1,
  maxLength: 255,
  description: 'The id of a delivery, an event or an object, or words in event types.',
  examples: ['package_key'],
});

export const reason = oneOf(reasonCodes, { description: 'Why it failed, from the closed list.' });
