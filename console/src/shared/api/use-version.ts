import { useState } from 'react';
import { ApiProblem } from './problem.ts';

/** What somebody else saved since the form was opened. */
export interface Theirs<Thing> {
  thing: Thing;
  /** Null where that is not known. */
  by: string | null;
}

/** A save that met somebody else's. The form shows what to do about it, and no further words. */
export class ChangedMeanwhile extends Error {}

/**
 * Saves only what nobody else changed meanwhile. A conflict that is one reads the thing anew as `theirs`; the next save is
 * over that version.
 */
export function useVersion<Thing extends { version: number }>(
  opened: Thing,
  readNow: () => Promise<Theirs<Thing>>,
): { theirs: Theirs<Thing> | null; save: (act: (version: number) => Promise<unknown>) => Promise<void> } {
  const [theirs, setTheirs] = useState<Theirs<Thing> | null>(null);
  const { version } = theirs?.thing ?? opened;
  async function save(act: (version: number) => Promise<unknown>): Promise<void> {
    try {
      await act(version);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'conflict') throw error;
      const now = await readNow();
      // In conflict with something else: the API's own words say with what.
      if (now.thing.version === version) throw error;
      setTheirs(now);
      throw new ChangedMeanwhile();
    }
  }
  return { theirs, save };
}
