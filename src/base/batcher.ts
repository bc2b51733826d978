/** Gathers single things and hands them on in batches. */
export interface Batcher<Item, Result> {
  /** Settles with this item's result when its batch is done; rejects when the whole batch failed. */
  add(item: Item): Promise<Result>;
  /** Waits until all that was added is done. */
  drain(): Promise<void>;
}

/**
 * Runs at most `concurrency` batches at a time; what comes meanwhile makes the next one. So batches grow with the load
 * and a single item on an idle system waits for nobody. `run` answers with one result for each item, in their order.
 */
export function createBatcher<Item, Result>(input: {
  maxItems: number;
  concurrency: number;
  run(items: readonly Item[]): Promise<readonly Result[]>;
}): Batcher<Item, Result> {
  let waiting: { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }[] = [];
  const running = new Set<Promise<void>>();

  async function work(): Promise<void> {
    // Lets everything that is added in this turn of the event loop join the first batch.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting.slice(0, input.maxItems);
      waiting = waiting.slice(input.maxItems);
      try {
        const results = await input.run(batch.map(({ item }) => item));
        for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
  }

  function start(): void {
    if (running.size >= input.concurrency) return;
    const worker = work().finally(() => {
      running.delete(worker);
      // What was added while this one was ending.
      if (waiting.length > 0) start();
    });
    running.add(worker);
  }

  return {
    add(item) {
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        start();
      });
    },
    async drain() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
