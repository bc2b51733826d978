import { Type } from 'typebox';

export const streamHeaders = Type.Object({
  'last-event-id': Type.Optional(
    Type.String({
      maxLength: 255,
      description:
        'The id of the last event that was heard; what came after it is told first. Browsers send it.',
    }),
  ),
});

export const tailAnswer = {
  description:
    'Messages of the kinds `attempts` (attempts that can be searched were made, those of RapidAPI organizations: how many ' +
    '(`count`), whether there may be more (`capped`) and the newest of them (`newest`); at most one a second) and `end` ' +
    '(signed out, or the server stops). A comment every 15 s keeps the connection open.',
  content: { 'text/event-stream': { schema: { type: 'string' } } },
};

export const streamAnswer = {
  description:
    'Messages of the kinds `event` (an Event, with its id), `attempts` (attempts were made; at most one a second), ' +
    '`skipped` (there were more than a hundred new events at once: read the list) and `end` (signed out, or the server ' +
    'stops). A comment every 15 s keeps the connection open.',
  content: { 'text/event-stream': { schema: { type: 'string' } } },
};
