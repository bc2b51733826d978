import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testPipeline } from '../harness/pipeline.ts';
import { type ActOf, acts, viewOf } from './hub-histories/acts.ts';
import { checkAllGoneTold, checkTruth } from './hub-histories/rules.ts';
import { createWorld } from './hub-histories/world.ts';

const pipeline = await testPipeline();

/** What is done, one after the other; the number chooses what it is done to. */
const histories = fc.array(fc.record({ name: fc.constantFrom(...Object.keys(acts)), choice: fc.nat(1000) }), {
  minLength: 15,
  maxLength: 30,
  size: 'max',
});
/** Few things would ever be there to be done something to, were a history to begin with nothing. */
const beginning = [
  'createOrganization',
  'createTeam',
  'createApi',
  'createPlan',
  'createVersions',
  'subscribe',
].map((name) => ({ name, choice: 1 }));
const runs = { numRuns: 8, endOnFailure: true };

type Step = (
  act: NonNullable<ReturnType<ActOf>>,
  world: Awaited<ReturnType<typeof createWorld>>,
) => Promise<void>;

async function goThrough(
  profile: 'documented' | 'complete',
  history: readonly { name: string; choice: number }[],
  step: Step,
): Promise<void> {
  const world = await createWorld(pipeline, profile);
  let made = 0;
  for (const { name, choice } of [...beginning, ...history]) {
    const hub = viewOf(await world.objects(), (word) => `${word} ${++made}`);
    const act = acts[name]?.(hub, (from) => from[choice % Math.max(from.length, 1)]);
    if (act) await step(act, world);
  }
}

describe('any history of a hub', () => {
  it('is told by the rules: the events, of how many objects each, in order, and all of it true', async () => {
    await fc.assert(
      fc.asyncProperty(histories, (history) =>
        goThrough('documented', history, async ({ work, told }, world) => {
          const done = await world.run(work);
          expect(done.events.map(({ name, rows }) => [name, rows.length])).toEqual(told);
          checkTruth(done);
        }),
      ),
      runs,
    );
  });

  it('is told to the last object that goes, where the profile is complete', async () => {
    await fc.assert(
      fc.asyncProperty(histories, (history) =>
        goThrough('complete', history, async ({ work }, world) => {
          const done = await world.run(work);
          checkTruth(done);
          checkAllGoneTold(done);
        }),
      ),
      runs,
    );
  });

  it('tells of nothing and changes nothing where an operation fails at its end', async () => {
    await fc.assert(
      fc.asyncProperty(histories, (history) =>
        goThrough('documented', history, async ({ work }, world) => {
          const before = await world.objects();
          const failing = world.run(async (op) => {
            await work(op);
            throw new Error('at the end');
          });
          await expect(failing).rejects.toThrow('at the end');
          expect(await world.objects()).toEqual(before);
          const { events } = await world.run(async () => {});
          expect(events).toEqual([]);
          await world.run(work);
        }),
      ),
      { ...runs, numRuns: 3 },
    );
  });
});
