import type { Random } from '../random.ts';
import type { World } from '../world.ts';

/** One thing that goes wrong, decided before anything runs, so that a seed plays it again. */
export interface PlannedFault {
  /** Since the beginning of the load. */
  atMs: number;
  kind: string;
  /** How long it keeps others of its `place` away. */
  lastsMs: number;
  details: Record<string, number | string>;
}

/** A kind of fault: how it is planned, and how it is done. */
export interface FaultKind {
  kind: string;
  /** Of those at one place, one is over before the next begins. Null: any number at the same time. */
  place: 'database' | null;
  plan(random: Random, stage: { nodes: number }): Pick<PlannedFault, 'lastsMs' | 'details'>;
  /** Settles when it is over, with a word about what it hit, or why it was left out. */
  strike(world: World, fault: PlannedFault): Promise<string>;
}

export const numberIn = ({ details }: PlannedFault, name: string): number => Number(details[name]);
