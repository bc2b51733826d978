import { maxProblems, type Problem } from '../base/errors.ts';
import { isJsonObject, type Json } from '../base/json.ts';

/** Deeper nesting than this is refused: no object needs it, and recursion has to end. */
const maxDepth = 32;

/**
 * Finds text that PostgreSQL's jsonb cannot hold (a NUL, half of a surrogate pair), nesting without end and keys
 * that would change a prototype. Everything else, right-to-left text and emoji included, passes as it is.
 */
export function findUnstorable(value: Json, path = ''): Problem[] {
  // Nearly always there is nothing to find, and to look without names for the places costs a fifth.
  if (isStorable(value, 0)) return [];
  const problems: Problem[] = [];
  addProblems(problems, value, path, 0);
  return problems;
}

function isStorable(value: Json, depth: number): boolean {
  if (depth > maxDepth) return false;
  if (typeof value === 'string') return isStorableText(value);
  if (Array.isArray(value)) return value.every((item) => isStorable(item, depth + 1));
  if (!isJsonObject(value)) return true;
  for (const key in value) {
    if (key === forbiddenKey || !isStorableText(key) || !isStorable(value[key]!, depth + 1)) return false;
  }
  return true;
}

/** Looks no further once there is as much as anybody is told of. */
function addProblems(problems: Problem[], value: Json, path: string, depth: number): void {
  if (depth > maxDepth) {
    problems.push({ field: path, message: `must not be nested deeper than ${maxDepth} levels` });
  } else if (typeof value === 'string') {
    problems.push(...textProblems(value, path));
  } else if (Array.isArray(value) || isJsonObject(value)) {
    const named = !Array.isArray(value);
    for (const [key, item] of Object.entries(value)) {
      if (problems.length >= maxProblems) return;
      if (named && key === forbiddenKey) {
        problems.push({ field: path, message: `must not have a field named ${forbiddenKey}` });
        continue;
      }
      if (named) problems.push(...textProblems(key, path));
      addProblems(problems, item, join(path, key), depth + 1);
    }
  }
}

const forbiddenKey = '__proto__';

function textProblems(text: string, field: string): Problem[] {
  if (hasNul(text)) return [{ field, message: 'must not contain the character U+0000' }];
  if (!text.isWellFormed()) return [{ field, message: 'must be well-formed Unicode' }];
  return [];
}

/** Whether PostgreSQL can hold this text, in jsonb too. */
export function isStorableText(text: string): boolean {
  return !hasNul(text) && text.isWellFormed();
}

function hasNul(text: string): boolean {
  return text.includes('\u0000');
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
