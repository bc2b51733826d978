import { type Json, type JsonObject, sameJson } from './json.ts';

/** The members in which two objects differ, each with what it was and what it is; null where it is not there. */
export function differencesBetween(before: JsonObject, after: JsonObject): JsonObject {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].flatMap((name): [string, Json][] => {
    const [from, to] = [before[name] ?? null, after[name] ?? null];
    return sameJson(from, to) ? [] : [[name, { from, to }]];
  });
  return Object.fromEntries(changed);
}
