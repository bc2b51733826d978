import { Ajv } from 'ajv';
import ajvFormats from 'ajv-formats';
import { Type } from 'typebox';
import type { Problem } from '../../base/errors.ts';
import type { Json } from '../../base/json.ts';
import { problemsFrom } from '../../catalogue/validate.ts';
import { type Adapted, adaptedFrom, type Entry } from './adapted.ts';
import { reportedFrom } from './reported-from.ts';
import { type DescribedTransaction, transactionProperties } from './transaction-schema.ts';

/** An event of CloudEvents 1.0 whose data is a transaction. */
const schema = Type.Object({
  specversion: Type.Literal('1.0'),
  id: Type.String({ minLength: 1, maxLength: 255 }),
  source: Type.String({ minLength: 1, maxLength: 255 }),
  type: Type.String({ minLength: 1 }),
  time: Type.Optional(Type.String({ format: 'date-time' })),
  data: Type.Object(transactionProperties, { additionalProperties: false }),
});

// One problem is told of each event.
const ajv = new Ajv({ allErrors: false, strict: true, strictTypes: false });
(ajvFormats as unknown as { default: (target: Ajv) => void }).default(ajv);
const validate = ajv.compile<{
  id: string;
  source: string;
  time?: string;
  data: DescribedTransaction;
}>(schema);

/**
 * Events in the structured mode of CloudEvents 1.0, one or a batch. Source and id together are what a repeat is known by, as
 * the specification has it. Types are for the sender to choose.
 */
export function fromCloudEvents(body: Json): Adapted {
  return adaptedFrom(Array.isArray(body) ? body : [body], entryFrom);
}

function entryFrom(item: Json): Entry {
  if (!validate(item)) return { problem: firstOf(problemsFrom(validate.errors ?? [])) };
  const { id, source, time, data } = item;
  const reported = reportedFrom(data, { id: `${source} ${id}`, time });
  return 'field' in reported
    ? { problem: { field: `data.${reported.field}`, message: reported.message } }
    : { reported };
}

function firstOf(problems: readonly Problem[]): Problem {
  return problems[0] ?? { field: '', message: 'is no event of CloudEvents 1.0' };
}
