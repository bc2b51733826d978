import { Ajv } from 'ajv';
import type { Problem } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';
import { findUnstorable } from '../catalogue/storable.ts';
import { tellingValidators, type Validator } from '../catalogue/telling-validator.ts';
import { problemsFrom } from '../catalogue/validate.ts';
import type { Format } from '../pipeline/delivery/format.ts';

const compile = tellingValidators(
  (allErrors) => new Ajv({ allErrors, useDefaults: true, strict: true, strictTypes: false }),
);
const compiled = new WeakMap<Format, Validator>();

/** The settings of a webhook with the defaults of its format filled in, and what is wrong with them. */
export function completeSettings(
  format: Format,
  settings: JsonObject,
): { settings: JsonObject; problems: Problem[] } {
  const completed = structuredClone(settings);
  const unstorable = findUnstorable(completed);
  const found = unstorable.length > 0 ? unstorable : problemsFrom(validatorOf(format)(completed));
  const problems = found.map(({ field, message }) => ({
    field: field === '' ? 'settings' : `settings.${field}`,
    message,
  }));
  return { settings: completed, problems };
}

function validatorOf(format: Format): Validator {
  const known = compiled.get(format);
  if (known !== undefined) return known;
  // A misspelt setting that is taken without a word looks like one that does not work.
  const validate = compile({ additionalProperties: false, ...format.settingsSchema });
  compiled.set(format, validate);
  return validate;
}
