import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBatcher } from './batcher.ts';

/** A batcher whose batches end when the test says so. */
function held({ maxItems = 100, concurrency = 1, gatherMs = 0 } = {}) {
  const batches: { items: readonly number[]; end: () => void; fail: (error: Error) => void }[] = [];
  const batcher = createBatcher<number, string>({
    maxItems,
    concurrency,
    gatherMs,
    run: (items) =>
      new Promise((resolve, fail) => {
        batches.push({ items, end: () => resolve(items.map((item) => `done ${item}`)), fail });
      }),
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

  it('answers each item with its own result', async () => {
    const { batcher, batches } = held({ maxItems: 2 });
    const results = Promise.all([batcher.add(1), batcher.add(2), batcher.add(3)]);
    await settle();
    batches[0]?.end();
    await settle();
    batches[1]?.end();
    expect(await results).toEqual(['done 1', 'done 2', 'done 3']);
  });

  it.each([1, 2, 3])('never runs more at once than %i, and loses none', async (concurrency) => {
    const seen: number[] = [];
    let running = 0;
    let most = 0;
    const batcher = createBatcher<number, number>({
      maxItems: 7,
      concurrency,
      async run(items) {
        most = Math.max(most, ++running);
        expect(items.length).toBeLessThanOrEqual(7);
        await settle();
        seen.push(...items);
        running--;
        return items.map((item) => -item);
      },
    });
    const numbers = Array.from({ length: 100 }, (_, index) => index);
    const results = await Promise.all(numbers.map((number) => batcher.add(number)));
    expect(most).toBe(concurrency);
    expect(seen).toEqual(numbers);
    expect(results).toEqual(numbers.map((number) => -number));
  });

  it('begins the next batch beside one that takes long, where it may', async () => {
    const { batcher, batches, items } = held({ concurrency: 2 });
    const slow = batcher.add(1);
    await settle();
    const quick = batcher.add(2);
    await settle();
    const later = [batcher.add(3), batcher.add(4)];
    await settle();
    expect(items()).toEqual([[1], [2]]);
    batches[1]?.end();
    await quick;
    await settle();
    expect(items()).toEqual([[1], [2], [3, 4]]);
    batches[0]?.end();
    batches[2]?.end();
    await Promise.all([slow, ...later]);
  });

  it('takes what is added in the very moment in which a batch ends', async () => {
    const batcher = createBatcher<number, number>({
      maxItems: 7,
      concurrency: 1,
      run: async (items) => items,
    });
    for (let item = 0; item < 5; item++) expect(await batcher.add(item)).toBe(item);
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

describe('a batcher that gathers', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('waits for more from the first item on, and no longer when there is enough for a batch', async () => {
    const { batcher, items } = held({ maxItems: 3, concurrency: 9, gatherMs: 20 });
    void batcher.add(1);
    vi.advanceTimersByTime(15);
    void batcher.add(2);
    vi.advanceTimersByTime(4);
    await settle();
    expect(items()).toEqual([]);
    vi.advanceTimersByTime(1);
    await settle();
    expect(items()).toEqual([[1, 2]]);
    for (const item of [3, 4, 5, 6]) void batcher.add(item);
    await settle();
    expect(items()).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
    vi.advanceTimersByTime(20);
    await settle();
    expect(items().at(-1)).toEqual([6]);
  });

  it('hands on what is urgent at once, and what has gathered with it', async () => {
    const { batcher, items } = held({ gatherMs: 20 });
    void batcher.add(1);
    await settle();
    void batcher.add(2, true);
    await settle();
    expect(items()).toEqual([[1, 2]]);
  });

  it('begins at the end of a batch with what has waited for long enough meanwhile', async () => {
    const { batcher, batches, items } = held({ gatherMs: 20 });
    const first = batcher.add(1, true);
    await settle();
    void batcher.add(2);
    vi.advanceTimersByTime(20);
    await settle();
    expect(items()).toEqual([[1]]);
    batches[0]?.end();
    await first;
    await settle();
    expect(items()).toEqual([[1], [2]]);
  });

  it('gathers again after a batch', async () => {
    const { batcher, batches, items } = held({ gatherMs: 20 });
    const first = batcher.add(1, true);
    await settle();
    batches[0]?.end();
    await first;
    void batcher.add(2);
    await settle();
    expect(items()).toEqual([[1]]);
  });

  it('is drained without waiting for more', async () => {
    const { batcher, batches, items } = held({ gatherMs: 20 });
    void batcher.add(1);
    const drained = batcher.drain();
    await settle();
    expect(items()).toEqual([[1]]);
    batches[0]?.end();
    await drained;
  });
});
