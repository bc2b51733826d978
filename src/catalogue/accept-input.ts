import type { Problem } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';
import type { ObjectType } from './catalogue.ts';
import { emptyValue } from './empty-value.ts';

/** What of a caller's input counts. */
export interface Accepted {
  /** The fields that may be written, blank ones filled with what they hold when not given. */
  fields: JsonObject;
  /** Checked like the others, then forgotten. */
  writeOnly: JsonObject;
  problems: Problem[];
}

/**
 * Sorts a caller's input by what the catalogue says of each field: read-only ones, and on an update create-only
 * ones, are left out without a word (as the Mashery V2 pages on creating and updating objects say); unknown ones
 * are problems; null asks for the empty value.
 */
export function acceptInput(
  type: ObjectType,
  input: JsonObject,
  options: { operation: 'created' | 'updated'; customFields: readonly string[] },
): Accepted {
  const accepted: Accepted = { fields: {}, writeOnly: {}, problems: [] };
  for (const [name, value] of Object.entries(input)) {
    const field = Object.hasOwn(type.fields, name) ? type.fields[name] : undefined;
    if (field === undefined) {
      if (options.customFields.includes(name)) accepted.fields[name] = value ?? '';
      else accepted.problems.push({ field: name, message: `is not a field of a ${type.title}` });
    } else if (field.writeOnly) {
      accepted.writeOnly[name] = value ?? emptyValue(field);
    } else if (!field.readOnly && !(field.createOnly && options.operation === 'updated')) {
      accepted.fields[name] = value ?? emptyValue(field);
    }
  }
  return accepted;
}

/** The input with every field that was not given filled in. */
export function withDefaults(
  type: ObjectType,
  fields: JsonObject,
  customFields: readonly string[],
): JsonObject {
  const filled: JsonObject = {};
  for (const [name, field] of Object.entries(type.fields)) {
    if (!field.writeOnly)
      filled[name] = Object.hasOwn(fields, name) ? (fields[name] ?? null) : emptyValue(field);
  }
  for (const name of customFields) filled[name] = fields[name] ?? '';
  return filled;
}

/** Required fields that are absent or blank. */
export function missingFields(type: ObjectType, fields: JsonObject): Problem[] {
  return Object.entries(type.fields)
    .filter(([name, field]) => field.required && (fields[name] === undefined || fields[name] === ''))
    .map(([name]) => ({ field: name, message: 'is required' }));
}

/** Fields that would go back to a value they cannot go back to. */
export function forbiddenReturns(type: ObjectType, before: JsonObject, after: JsonObject): Problem[] {
  return Object.entries(type.fields).flatMap(([name, field]) => {
    const wanted = after[name];
    const goesBack =
      typeof wanted === 'string' && field.noReturnTo?.includes(wanted) && before[name] !== wanted;
    return goesBack ? [{ field: name, message: `cannot go back to ${wanted}` }] : [];
  });
}
