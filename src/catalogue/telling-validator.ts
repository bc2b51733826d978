import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';

/** What is wrong with a value by a schema; an empty list when all is well. May fill in defaults, as its ajv does. */
export type Validator = (value: unknown) => readonly ErrorObject[];

/** A value of more values than this is told of its first mistake only. */
const maxToldInFull = 1000;

/**
 * Compiles schemas into validators that tell everything that is wrong with a small value, and of a large one the first thing:
 * each of its values can have several errors, and to gather those of a body of some megabytes takes seconds and hundreds
 * of megabytes. `ajvOf` makes an ajv that stops at the first error, or one that does not.
 */
export function tellingValidators(ajvOf: (allErrors: boolean) => Ajv): (schema: object) => Validator {
  const first = ajvOf(false);
  const all = ajvOf(true);
  return (schema) => {
    const validateFirst = first.compile(schema);
    // Few schemas are ever broken.
    let validateAll: ValidateFunction | undefined;
    return (value) => {
      if (validateFirst(value)) return [];
      const errors = validateFirst.errors ?? [];
      if (isLarge(value)) return errors;
      validateAll ??= all.compile(schema);
      return validateAll(value) ? errors : (validateAll.errors ?? errors);
    };
  };
}

/** Without recursion, as nobody has looked yet how deep the value is; and without a list of all that a large one has. */
function isLarge(value: unknown): boolean {
  const open = [value];
  let left = maxToldInFull;
  while (open.length > 0) {
    const next = open.pop() as Record<string, unknown> | null;
    if (typeof next !== 'object' || next === null) continue;
    if (Array.isArray(next) && next.length > left) return true;
    for (const key in next) {
      if (left === 0) return true;
      left -= 1;
      open.push(next[key]);
    }
  }
  return false;
}
