import { Ajv, type ValidateFunction } from 'ajv';
import { BellwireError } from '../../../../base/errors.ts';
import { problemsFrom } from '../../../../catalogue/validate.ts';
import type { Collection, Item } from './collection.ts';

const text = { type: 'string' };
const orNull = (...types: string[]) => ({ type: [...types, 'null'] });
const described = {
  type: ['string', 'object', 'null'],
  properties: { content: orNull('string') },
};
const pairs = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      key: orNull('string'),
      id: orNull('string'),
      description: described,
      disabled: { type: 'boolean' },
    },
  },
};
const pairsOrText = { ...pairs, type: ['array', 'string', 'null'] };

const collectionSchema = {
  type: 'object',
  properties: {
    info: {
      type: 'object',
      properties: {
        name: { type: 'string', minLength: 1 },
        schema: text,
        description: described,
        version: {
          type: ['string', 'object'],
          properties: {
            major: { type: 'integer' },
            minor: { type: 'integer' },
            patch: { type: 'integer' },
          },
          required: ['major', 'minor', 'patch'],
        },
      },
      required: ['name', 'schema'],
    },
    item: { type: 'array' },
    variable: pairs,
    event: { type: 'array' },
  },
  required: ['info', 'item'],
};

const url = {
  type: ['object', 'string', 'null'],
  properties: {
    raw: text,
    protocol: text,
    host: { type: ['string', 'array'], items: text },
    port: text,
    path: {
      type: ['string', 'array'],
      items: { type: ['string', 'object'], properties: { value: text } },
    },
    query: pairs,
    variable: pairs,
  },
};

const itemSchema = {
  type: 'object',
  properties: {
    name: text,
    description: described,
    // Each of them is looked at when it is come to: they may be nested without end.
    item: { type: 'array' },
    request: {
      type: ['object', 'string'],
      properties: {
        url,
        method: text,
        description: described,
        header: pairsOrText,
        body: {
          type: ['object', 'null'],
          properties: {
            mode: text,
            raw: text,
            urlencoded: { ...pairs, type: ['array', 'string'] },
            formdata: pairs,
            graphql: { type: 'object', properties: { query: text } },
            options: {
              type: 'object',
              properties: { raw: { type: 'object', properties: { language: text } } },
            },
          },
        },
      },
    },
    response: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          name: orNull('string'),
          code: orNull('integer'),
          body: orNull('string'),
          header: pairsOrText,
        },
      },
    },
    event: { type: 'array' },
  },
};

/** Made when they are first asked for: that takes time, which no start of a program has to spend. */
let compiled: { collection: ValidateFunction<Collection>; item: ValidateFunction<Item> } | undefined;

function validators() {
  if (compiled !== undefined) return compiled;
  const ajv = new Ajv({ allErrors: false, strict: true, allowUnionTypes: true, verbose: true });
  compiled = { collection: ajv.compile(collectionSchema), item: ajv.compile(itemSchema) };
  return compiled;
}

/** That it is a Postman collection of the format 2.0 or 2.1, without a look at its items. Throws `invalid`. */
export function checkedCollection(document: unknown, field: string): Collection {
  const schema = (document as { info?: { schema?: unknown } } | null)?.info?.schema;
  if (typeof schema !== 'string' || !/\/v2\.[01]\.\d+\//.test(schema)) {
    const message = 'must be a Postman collection of the format 2.0 or 2.1, as Postman exports it';
    throw unsoundCollection(field, message);
  }
  return checked(validators().collection, document, field);
}

/** That a part of a collection is a folder or a request. Throws `invalid`. */
export function checkedItem(item: unknown, field: string): Item {
  return checked(validators().item, item, field);
}

export function unsoundCollection(field: string, message: string): BellwireError {
  return new BellwireError('invalid', 'The collection is not valid.', [{ field, message }]);
}

function checked<T>(validate: ValidateFunction<T>, value: unknown, field: string): T {
  if (validate(value)) return value;
  const problems = problemsFrom(validate.errors ?? []).map((problem) => ({
    ...problem,
    field: problem.field === '' ? field : `${field}.${problem.field}`,
  }));
  throw new BellwireError('invalid', 'The collection is not valid.', problems);
}
