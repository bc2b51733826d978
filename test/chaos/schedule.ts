import type { FaultKind, PlannedFault } from './faults/fault.ts';
import { oneOf, randomFrom, shuffled, wholeBetween } from './random.ts';

/** What decides a schedule: the same of this gives the same faults at the same times. */
export interface ScheduleInput {
  seed: number;
  /** Faults begin within this time. */
  lengthMs: number;
  nodes: number;
  kinds: readonly FaultKind[];
}

const gapMs = { least: 100, most: 1500 };
/** What a database needs to come back before it is struck again, so that something happens in between. */
const recoveryMs = 1500;

/**
 * Which fault strikes when. Every kind has its turn before one comes again, so that also a short run has met most of
 * them. Pure: nothing of what happens in the run changes it.
 */
export function scheduleOf({ seed, lengthMs, nodes, kinds }: ScheduleInput): PlannedFault[] {
  const random = randomFrom(seed);
  const faults: PlannedFault[] = [];
  const freeAtMs = new Map<string, number>();
  let turns: FaultKind[] = [];
  for (let clockMs = wholeBetween(random, gapMs.least, gapMs.most); ; ) {
    if (turns.length === 0) turns = shuffled(random, kinds);
    const next = turns.shift() ?? oneOf(random, kinds);
    const { lastsMs, details } = next.plan(random, { nodes });
    const atMs = Math.max(clockMs, next.place === null ? 0 : (freeAtMs.get(next.place) ?? 0));
    if (atMs >= lengthMs) break;
    faults.push({ atMs, kind: next.kind, lastsMs, details });
    if (next.place !== null) freeAtMs.set(next.place, atMs + lastsMs + recoveryMs);
    clockMs += wholeBetween(random, gapMs.least, gapMs.most);
  }
  return faults.sort((one, other) => one.atMs - other.atMs);
}
