import type { Problem } from '../../base/errors.ts';
import { isUuid } from '../../base/ids.ts';

/** A short name for paths. It begins with a letter, so that it is never taken for a number. */
export const organizationKeyPattern = /^[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** What is wrong with the key of a new organization. */
export function checkKey(key: string): Problem[] {
  if (!organizationKeyPattern.test(key)) {
    return [
      {
        field: 'key',
        message:
          'must have 2 to 63 lower-case letters, digits and dashes, begin with a letter and not end with a dash',
      },
    ];
  }
  return isUuid(key) ? [{ field: 'key', message: 'must not look like a UUID' }] : [];
}
