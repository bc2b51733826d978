import { Ajv, type Options } from 'ajv';
import ajvFormats from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';
import { isUuid } from '../base/ids.ts';
import { tellingValidators } from '../catalogue/telling-validator.ts';

// Off: `type` beside `anyOf`, and `required` above `oneOf`. Unknown keywords and formats are still refused at start.
const common: Options = {
  strict: true,
  strictTypes: false,
  strictRequired: false,
  discriminator: true,
};

/**
 * A body is taken as it is: with Fastify's own settings, a number where a text is due would be turned into one and
 * a misspelt field dropped, both without a word.
 */
const exact = tellingValidators((allErrors) =>
  withFormats(new Ajv({ ...common, allErrors, coerceTypes: false, removeAdditional: false })),
);

/** Everything in a path or query is text, and one of a list may stand alone. */
const fromText = tellingValidators((allErrors) =>
  withFormats(new Ajv({ ...common, allErrors, coerceTypes: 'array', useDefaults: true })),
);

/** Compiles the schemas of routes, by the part of the request they are for. */
export const validatorCompiler: FastifySchemaCompiler<object> = ({ schema, httpPart }) => {
  const validate = (httpPart === 'body' ? exact : fromText)(schema);
  return (value) => {
    const errors = validate(value);
    return errors.length === 0 || { error: [...errors] };
  };
};

function withFormats(ajv: Ajv): Ajv {
  // The package is CommonJS and puts its function under `default` for ES modules.
  (ajvFormats as unknown as { default: (target: Ajv) => void }).default(ajv);
  // Its own UUIDs may begin with "urn:uuid:", which the database does not take for one.
  ajv.addFormat('uuid', isUuid);
  return ajv;
}
