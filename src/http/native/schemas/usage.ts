import { Type } from 'typebox';
import { maxTransactions } from '../../../metering/adapters/adapted.ts';
import { transactionProperties } from '../../../metering/adapters/transaction-schema.ts';
import { oneOf, time } from './common.ts';

/** One transaction. */
const transaction = Type.Object(
  {
    id: Type.String({
      minLength: 1,
      maxLength: 255,
      description: 'Unique in the organization: reported again, it counts no second time.',
      examples: ['req-4711'],
    }),
    time: Type.Optional(
      time('When the call was: it counts in the period that this is in. Now, when not given.'),
    ),
    ...transactionProperties,
  },
  { additionalProperties: false },
);

/** A report. */
export const usageReport = Type.Object(
  { transactions: Type.Array(transaction, { minItems: 1, maxItems: maxTransactions }) },
  { additionalProperties: false },
);

const product = Type.Optional(
  Type.String({ minLength: 1, maxLength: 255, description: 'The API product that all calls are of.' }),
);

export const kongQuery = Type.Object(
  {
    product,
    caller: oneOf(['app', 'developer', 'apiKey'] as const, {
      default: 'app',
      description: "What the names of the gateway's consumers are.",
    }),
  },
  { additionalProperties: false },
);

export const nginxQuery = Type.Object({ product }, { additionalProperties: false });

const usageAnswer = Type.Object(
  {
    accepted: Type.Integer({ description: 'Transactions that were not known yet.' }),
    duplicates: Type.Integer({ description: 'Those that were reported before, or twice in this report.' }),
    leftOut: Type.Array(
      Type.Object({
        index: Type.Integer({ description: 'Its place in the report, from 0.' }),
        reason: Type.String(),
      }),
      { description: 'What nobody could be found for. Only in reports of gateways.' },
    ),
  },
  { $id: 'UsageAnswer', description: 'Counted, with every notification that this leads to.' },
);

export const usageComponents = [usageAnswer];
