import { Ajv, type ValidateFunction } from 'ajv';
import { BellwireError } from '../../../base/errors.ts';
import { problemsFrom } from '../../../catalogue/validate.ts';

/** What is read of an OpenAPI document: its extensions are those that the vendor's pages on OpenAPI name. */
export interface OpenApiDocument {
  openapi: string;
  info: {
    title: string;
    version: string;
    description?: string;
    termsOfService?: string;
    'x-category'?: string;
    'x-long-description'?: string;
    'x-website'?: string;
    'x-thumbnail'?: string;
    'x-public'?: boolean;
    'x-version-lifecycle'?: string;
    'x-badges'?: { name: string; value: string }[];
  };
  servers?: { url: string }[];
  tags?: { name: string; description?: string; externalDocs?: ExternalDocs }[];
  paths: Record<string, PathItem>;
  components?: { parameters?: Record<string, unknown> };
  'x-documentation'?: { readme?: string };
}

export type PathItem = Record<string, unknown> & { parameters?: (Parameter | Reference)[] };

export interface DocumentOperation {
  summary?: string;
  description?: string;
  operationId?: string;
  tags?: string[];
  parameters?: (Parameter | Reference)[];
  externalDocs?: ExternalDocs;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: { type?: string | string[] };
}

export interface Reference {
  $ref: string;
}

export interface ExternalDocs {
  url: string;
  description?: string;
}

/** What HTTP knows and OpenAPI describes. */
export const describedMethods = [
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'head',
  'options',
  'trace',
] as const;

const text = { type: 'string' };
const externalDocs = { type: 'object', properties: { url: text, description: text }, required: ['url'] };
const parameters = {
  type: 'array',
  items: {
    type: 'object',
    properties: { $ref: text, name: text, in: text, required: { type: 'boolean' }, description: text },
    anyOf: [{ required: ['$ref'] }, { required: ['name', 'in'] }],
  },
};
const operation = {
  type: 'object',
  properties: {
    summary: text,
    description: text,
    operationId: text,
    tags: { type: 'array', items: { type: 'string', minLength: 1 } },
    parameters,
    externalDocs,
  },
};
const badge = { type: 'object', properties: { name: text, value: text }, required: ['name', 'value'] };

const schema = {
  type: 'object',
  properties: {
    openapi: { type: 'string', pattern: '^3\\.[01]\\.' },
    info: {
      type: 'object',
      properties: {
        title: { type: 'string', minLength: 1 },
        version: { type: 'string', minLength: 1 },
        description: text,
        termsOfService: text,
        'x-category': text,
        'x-long-description': text,
        'x-website': text,
        'x-thumbnail': text,
        'x-public': { type: 'boolean' },
        'x-version-lifecycle': text,
        'x-badges': { type: 'array', items: badge },
      },
      required: ['title', 'version'],
    },
    servers: { type: 'array', items: { type: 'object', properties: { url: text }, required: ['url'] } },
    tags: {
      type: 'array',
      items: {
        type: 'object',
        properties: { name: { type: 'string', minLength: 1 }, description: text, externalDocs },
        required: ['name'],
      },
    },
    paths: {
      type: 'object',
      // Their extensions may hold anything.
      patternProperties: { '^x-': {} },
      additionalProperties: {
        type: 'object',
        properties: {
          parameters,
          ...Object.fromEntries(describedMethods.map((method) => [method, operation])),
        },
      },
    },
    components: { type: 'object', properties: { parameters: { type: 'object' } } },
    'x-documentation': { type: 'object', properties: { readme: text } },
  },
  required: ['openapi', 'info', 'paths'],
};

let compiled: ValidateFunction<OpenApiDocument> | undefined;

/** Made when it is first asked for: it takes a tenth of a program's start, and most never see a document. */
function validator(): ValidateFunction<OpenApiDocument> {
  const options = { allErrors: false, strict: true, strictRequired: false, verbose: true };
  compiled ??= new Ajv(options).compile<OpenApiDocument>(schema);
  return compiled;
}

/** That it is an OpenAPI document of version 3.0 or 3.1, in all that is read of it. Throws `invalid`. */
export function checkedDocument(document: unknown, field: string): OpenApiDocument {
  const version = (document as { openapi?: unknown; swagger?: unknown } | null)?.openapi;
  if (typeof version !== 'string' || !/^3\.[01]\./.test(version))
    throw unsound([{ field, message: 'must be OpenAPI 3.0 or 3.1: {"openapi": "3.0.3", ...}' }]);
  const validate = validator();
  if (validate(document)) return document;
  throw unsound(
    problemsFrom(validate.errors ?? []).map((problem) => ({
      ...problem,
      field: `${field}.${problem.field}`,
    })),
  );
}

function unsound(problems: { field: string; message: string }[]): BellwireError {
  return new BellwireError('invalid', 'The spec is not valid.', problems);
}
