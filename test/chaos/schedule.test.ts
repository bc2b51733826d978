import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlannedFault } from './faults/fault.ts';
import { faultKinds } from './faults/index.ts';
import { scheduleOf } from './schedule.ts';

const inputs = fc.record({
  seed: fc.nat(2 ** 31 - 1),
  lengthMs: fc.integer({ min: 0, max: 600_000 }),
  nodes: fc.integer({ min: 1, max: 5 }),
});
const of = (input: { seed: number; lengthMs: number; nodes: number }) =>
  scheduleOf({ ...input, kinds: faultKinds });

describe('a schedule', () => {
  it('is the same for the same seed', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        expect(of(input)).toEqual(of(input));
      }),
    );
  });

  it('is another one for another seed', () => {
    const lengthMs = 60_000;
    expect(of({ seed: 1, lengthMs, nodes: 2 })).not.toEqual(of({ seed: 2, lengthMs, nodes: 2 }));
  });

  it('begins every fault within its length, in order, and names nodes that there are', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const faults = of(input);
        const times = faults.map(({ atMs }) => atMs);
        expect(times).toEqual([...times].sort((one, other) => one - other));
        expect(times.every((time) => time >= 0 && time < input.lengthMs)).toBe(true);
        for (const { details } of faults) {
          if (details.node !== undefined) expect(Number(details.node)).toBeLessThan(input.nodes);
        }
      }),
    );
  });

  it('never strikes a database that is not back from the last time', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const atDatabase = of(input).filter(isAtDatabase);
        for (const [index, fault] of atDatabase.entries()) {
          const before = atDatabase[index - 1];
          if (before !== undefined) expect(fault.atMs).toBeGreaterThan(before.atMs + before.lastsMs);
        }
      }),
    );
  });

  it('has every kind of fault within half a minute', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const kinds = new Set(of({ ...input, lengthMs: 30_000 }).map(({ kind }) => kind));
        expect(kinds.size).toBe(faultKinds.length);
      }),
    );
  });
});

function isAtDatabase({ kind }: PlannedFault): boolean {
  return faultKinds.some((known) => known.kind === kind && known.place === 'database');
}
