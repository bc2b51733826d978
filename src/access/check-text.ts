import type { Problem } from '../base/errors.ts';
import { findUnstorable } from '../catalogue/storable.ts';

/** What is wrong with a text that people gave: blank, too long, or not to be kept by a database. */
export function checkText(field: string, text: string, maxLength: number): Problem[] {
  if (text.trim() === '') return [{ field, message: 'must not be blank' }];
  // Counted in code points, as JSON Schema does.
  if ([...text].length > maxLength)
    return [{ field, message: `must be at most ${maxLength} characters long` }];
  return findUnstorable(text, field);
}
