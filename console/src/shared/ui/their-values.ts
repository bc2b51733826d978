import type { Theirs } from '../api/use-version.ts';

/** What a form is told of what somebody else saved: their values in its own shape. */
export interface TheirValues<Values> {
  values: Values;
  at: string;
  by: string | null;
  /** Begins anew with them. */
  onTake: () => void;
}

/** Nothing as long as nobody else was quicker. */
export function theirValues<Thing extends { updatedAt: string }, Values>(
  theirs: Theirs<Thing> | null,
  valuesOf: (thing: Thing) => Values,
  onTake: (thing: Thing) => void,
): TheirValues<Values> | undefined {
  if (theirs === null) return undefined;
  const { thing, by } = theirs;
  return { values: valuesOf(thing), at: thing.updatedAt, by, onTake: () => onTake(thing) };
}
