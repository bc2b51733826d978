import { describe, expect, it } from 'vitest';
import { createBatcher } from './batcher.ts';

/** A batcher whose batches end when the test says so. */
function held({ maxItems = 100 } = {}) {
  const batches: { items: readonly number[]; end: () => void; fail: (error: Error) => void }[] = [];
  const batcher = createBatcher<number>({
    maxItems,
    run: (items) => new Promise((end, fail) => batches.push({ items, end, fail })),
  });
  return { batcher, batches, items: () => batches.map((batch) => batch.items) };
}

/** Lets everything happen that waits for nothing from outside. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a batcher', () => {
  it('puts what comes in one turn into one batch, and what comes meanwhile into the next', async () => {
    const { batcher, batches, items } = held();
    const first = [batcher.add(1), batcher.add(2)];
    await settle();
    const second = [batcher.add(3), batcher.add(4), batcher.add(5)];
    await settle();
    expect(items()).toEqual([[1, 2]]);
    batches[0]?.end();
    await Promise.all(first);
    await settle();
    expect(items()).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
    batches[1]?.end();
    await Promise.all(second);
  });

  it('never runs more at once than it may, and loses none', async () => {
    const seen: number[] = [];
    let running = 0;
    const batcher = createBatcher<number>({
      maxItems: 7,
      async run(items) {
        expect(++running).toBe(1);
        expect(items.length).toBeLessThanOrEqual(7);
        await settle();
        seen.push(...items);
        running--;
      },
    });
    const numbers = Array.from({ length: 100 }, (_, index) => index);
    await Promise.all(numbers.map((number) => batcher.add(number)));
    expect(seen).toEqual(numbers);
  });

  it('tells all of a batch that failed, and goes on with the next', async () => {
    const { batcher, batches } = held({ maxItems: 2 });
    const results = Promise.allSettled([batcher.add(1), batcher.add(2), batcher.add(3)]);
    await settle();
    batches[0]?.fail(new Error('no'));
    await settle();
    batches[1]?.end();
    expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });

  it('is drained only when what was added meanwhile is done too', async () => {
    const { batcher, batches } = held();
    void batcher.add(1);
    await settle();
    void batcher.add(2);
    let drained = false;
    const draining = batcher.drain().then(() => {
      drained = true;
    });
    batches[0]?.end();
    await settle();
    expect(drained).toBe(false);
    batches[1]?.end();
    await draining;
  });

  it('is drained at once when nothing was ever added, and starts again afterwards', async () => {
    const { batcher, batches } = held();
    await batcher.drain();
    const added = batcher.add(1);
    await settle();
    batches[0]?.end();
    await added;
    await batcher.drain();
    const later = batcher.add(2);
    await settle();
    expect(batches).toHaveLength(2);
    batches[1]?.end();
    await later;
  });
});
