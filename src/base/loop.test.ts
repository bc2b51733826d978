import { expect, it, onTestFinished } from 'vitest';
import { createLoop } from './loop.ts';

const hourMs = 3_600_000;

/** A loop whose work answers with each of these rests, or throws them where they are errors, and then rests for an hour. */
function loopOf(rests: (number | Error)[], more: { firstAfterMs?: number } = {}) {
  const seen: string[] = [];
  const loop = createLoop({
    async work() {
      const rest = rests.shift() ?? hourMs;
      seen.push('work');
      if (rest instanceof Error) throw rest;
      return rest;
    },
    onFailure(error) {
      seen.push((error as Error).message);
      return 1;
    },
    ...more,
  });
  onTestFinished(() => loop.stop());
  return { loop, seen };
}

it('works again at once where there is no rest, and then rests', async () => {
  const { loop, seen } = loopOf([0, 0]);
  loop.start();
  await expect.poll(() => seen).toEqual(['work', 'work', 'work']);
});

it('is woken out of its rest, also ahead of the first work', async () => {
  const { loop, seen } = loopOf([], { firstAfterMs: hourMs });
  loop.start();
  await Promise.resolve();
  expect(seen).toEqual([]);
  loop.wake();
  await expect.poll(() => seen).toEqual(['work']);
  loop.wake();
  await expect.poll(() => seen).toEqual(['work', 'work']);
});

it('goes on after a failure, when that has been told', async () => {
  const { loop, seen } = loopOf([new Error('down'), 0]);
  loop.start();
  await expect.poll(() => seen).toEqual(['work', 'down', 'work', 'work']);
});

it('ends when it is stopped: after the work that is under way, and at once out of a rest', async () => {
  let finish = () => {};
  let ended = false;
  const loop = createLoop({
    work: () => new Promise((resolve) => (finish = () => resolve(0))),
    onFailure: () => 0,
  });
  loop.start();
  const stopped = loop.stop().then(() => (ended = true));
  expect(loop.stopping()).toBe(true);
  await Promise.resolve();
  expect(ended).toBe(false);
  finish();
  await stopped;

  const { loop: resting, seen } = loopOf([], { firstAfterMs: hourMs });
  resting.start();
  await resting.stop();
  expect(seen).toEqual([]);
});

it('that was never started can be stopped', async () => {
  await loopOf([]).loop.stop();
});
