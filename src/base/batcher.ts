/** Gathers single things and hands them on in batches. */
export interface Batcher<Item> {
  /** Settles when the batch that holds this item is done. */
  add(item: Item): Promise<void>;
  /** Waits until all that was added is done. */
  drain(): Promise<void>;
}

/**
 * Runs one batch at a time; what comes meanwhile makes the next one. So batches grow with the load and a single item
 * on an idle system waits for nobody.
 */
export function createBatcher<Item>(input: {
  maxItems: number;
  run(items: readonly Item[]): Promise<void>;
}): Batcher<Item> {
  let waiting: { item: Item; resolve: () => void; reject: (error: unknown) => void }[] = [];
  let running: Promise<void> | null = null;

  async function work(): Promise<void> {
    // Lets everything that is added in this turn of the event loop join the first batch.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting.splice(0, input.maxItems);
      try {
        await input.run(batch.map(({ item }) => item));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = null;
  }

  return {
    add(item) {
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        running ??= work();
      });
    },
    async drain() {
      while (running !== null) await running;
      waiting = [];
    },
  };
}
