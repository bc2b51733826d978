import type { Problem } from '../base/errors.ts';
import { isJsonObject, type Json } from '../base/json.ts';

/** Deeper nesting than this is refused: no object needs it, and recursion has to end. */
const maxDepth = 32;

/**
 * Finds text that PostgreSQL's jsonb cannot hold (a NUL, half of a surrogate pair), nesting without end and keys
 * that would change a prototype. Everything else, right-to-left text and emoji included, passes as it is.
 */
export function findUnstorable(value: Json, path = '', depth = 0): Problem[] {
  if (depth > maxDepth)
    return [{ field: path, message: `must not be nested deeper than ${maxDepth} levels` }];
  if (typeof value === 'string') return textProblems(value, path);
  if (Array.isArray(value))
    return value.flatMap((item, index) => findUnstorable(item, join(path, String(index)), depth + 1));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === '__proto__'
      ? [{ field: path, message: 'must not have a field named __proto__' }]
      : [...textProblems(key, path), ...findUnstorable(item, join(path, key), depth + 1)],
  );
}

function textProblems(text: string, field: string): Problem[] {
  if (text.includes('\u0000')) return [{ field, message: 'must not contain the character U+0000' }];
  if (!text.isWellFormed()) return [{ field, message: 'must be well-formed Unicode' }];
  return [];
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
