import { type Static, Type } from 'typebox';

const name = (description: string, example: string) =>
  Type.String({ minLength: 1, maxLength: 255, description, examples: [example] });

const amount = Type.Union([Type.Number({ minimum: 0 }), Type.String({ maxLength: 20 })], {
  description: 'A decimal of at most 4 places; as text it is exact whatever parses it.',
});

/** What a transaction says of itself, besides its id and its time. */
export const transactionProperties = {
  app: Type.Optional(
    name('The app that called: its id or its name. One of app, apiKey and developer.', 'weather-app'),
  ),
  apiKey: Type.Optional(name('Or the API key that it called with.', 'k3jx0p5q')),
  developer: Type.Optional(name('Or whom to count it for: a developer or a company.', 'ada@example.com')),
  product: Type.Optional(
    name('The API product, by id or name. Without it, every plan of the owner counts it.', 'weather'),
  ),
  count: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000_000,
      description: 'How many calls it stands for: 1, when not given.',
    }),
  ),
  attributes: Type.Optional(
    Type.Record(Type.String({ pattern: '^([1-9]|10)$' }), amount, {
      additionalProperties: false,
      description: 'Custom attributes by number. A plan that counts one adds its value, times the count.',
      examples: [{ '1': '0.5' }],
    }),
  ),
  successful: Type.Optional(
    Type.Boolean({
      description: 'What was not successful is kept, and counts for nothing. True, when not given.',
    }),
  ),
  providerStatus: Type.Optional(
    Type.String({
      maxLength: 255,
      description: 'What the API answered, where the product has criteria of success.',
      examples: ['OK'],
    }),
  ),
};

const described = Type.Object(transactionProperties);

/** The same, as a type. */
export type DescribedTransaction = Static<typeof described>;
