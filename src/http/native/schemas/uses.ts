import { Type } from 'typebox';
import { id, listOf, nullable, oneOf, organizationReference, time } from './common.ts';

const named = {
  type: Type.String({ description: 'Of the object.', examples: ['developer'] }),
  key: Type.String({ description: "What the dialect's API calls it.", examples: ['ada@example.com'] }),
  name: Type.String({ description: 'What people call it.', examples: ['Ada Lovelace'] }),
};
const amount = (description: string) =>
  Type.String({ description: `${description} An exact decimal.`, examples: ['934.5'] });
const percent = nullable(
  Type.Number({
    description: 'Of the target, rounded down; null where there is no target.',
    examples: [93.4],
  }),
);
const subject = {
  id: id('Of the developer or company.'),
  ...named,
};
const namedObject = (description: string) =>
  nullable(Type.Object({ id: id(description), ...named }, { description }));

const use = Type.Object(
  {
    ...subject,
    plans: Type.Integer({ description: 'How many accepted plans run now, of those that are asked for.' }),
    highest: nullable(
      Type.Object(
        {
          acceptedPlanId: id('Of the accepted plan.'),
          plan: namedObject('The plan.'),
          used: amount('What it is judged by.'),
          target: amount('The target.'),
          percent,
        },
        { description: 'The accepted plan of which most is used; null where none runs.' },
      ),
    ),
  },
  { $id: 'Use', description: 'How much of a target a developer or company has used.' },
);

const usePage = Type.Object(
  {
    items: listOf('Use'),
    total: Type.Integer({ description: 'How many there are on all pages.' }),
    next: nullable(Type.String({ description: 'The `after` of the next page; null when this is the last.' })),
  },
  { $id: 'UsePage', description: 'Highest use first, those without a target last.' },
);

const threshold = Type.Object({
  conditionId: id('Of the notification condition.'),
  percent: amount('At how many percent of the target.'),
  amount: amount('How much that is.'),
  webhooks: Type.Array(
    Type.Object({
      webhookId: id('Of the webhook.'),
      state: oneOf(['ahead', 'told', 'missed'] as const, {
        description:
          'Not reached yet in this period; told; or missed: it was past already when the condition came, or the webhook.',
      }),
      at: nullable(time('When it was told, or found missed.')),
      eventId: nullable(id('The event that tells of it, for as long as the log has it.')),
      deliveryId: nullable(id('And its delivery to this webhook; null where it was off.')),
    }),
  ),
});

const acceptedPlan = Type.Object({
  id: id('Of the accepted plan.'),
  plan: namedObject('The plan.'),
  package: namedObject('Its package.'),
  state: oneOf(['to-come', 'running', 'over'] as const),
  startDay: Type.String({ description: 'The first day.', examples: ['2026-01-31'] }),
  endDay: nullable(Type.String({ description: 'The last day; null: it goes on.' })),
  timeZone: Type.String({ description: 'At whose midnight periods begin.', examples: ['America/New_York'] }),
  periodMonths: Type.Integer(),
  attribute: nullable(
    Type.Integer({ description: 'The custom attribute that counts; null: each transaction counts as one.' }),
  ),
  period: Type.Object(
    {
      number: Type.Integer({ description: 'From 0.' }),
      startsAt: time('When it began.'),
      endsAt: time('When the next one begins, from zero.'),
    },
    { description: 'The one that runs; before the first day, the first one.' },
  ),
  target: amount('0: nothing is told.'),
  counted: amount('What it has counted itself.'),
  used: amount('What it is judged by: the same, or the total of all that are combined with it.'),
  combined: Type.Boolean({ description: 'Whether a company has combined it with others.' }),
  percent,
  thresholds: Type.Array(threshold, { description: 'Rising.' }),
});

const useDetails = Type.Object(
  { ...subject, acceptedPlans: Type.Array(acceptedPlan, { description: 'By their first day.' }) },
  { $id: 'UseDetails', description: 'A developer or company with every accepted plan that counts.' },
);

export const usesComponents = [use, usePage, useDetails];

/** Who is listed. */
export const usesQuery = Type.Object(
  {
    plan: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 255,
        description: "Only who has accepted this plan, by its accepted plan: the dialect's key, or the id.",
        examples: ['plan1'],
      }),
    ),
    atLeast: Type.Optional(
      Type.String({
        pattern: '^\\d{1,6}(\\.\\d{1,4})?$',
        description: 'Only from so many percent of the target on.',
        examples: ['80'],
      }),
    ),
    missedBy: Type.Optional(
      id(
        'Only who was past one of its thresholds already when this notification condition came, in the period that runs.',
      ),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    after: Type.Optional(Type.String({ maxLength: 80, description: '`next` of another page.' })),
  },
  { additionalProperties: false },
);

export const usesPath = Type.Object({
  org: organizationReference,
  developer: Type.String({
    maxLength: 255,
    description: 'A developer by e-mail address, a company by name, or either by id.',
    examples: ['ada@example.com'],
  }),
});
