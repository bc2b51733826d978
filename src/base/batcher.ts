/** Gathers single things and hands them on in batches. */
export interface Batcher<Item, Result> {
  /**
   * Settles with this item's result when its batch is done; rejects when the whole batch failed. What is urgent goes as soon
   * as a batch may begin, and takes along what has gathered.
   */
  add(item: Item, urgent?: boolean): Promise<Result>;
  /** Has everything go, and waits until all that was added is done. */
  drain(): Promise<void>;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Runs at most `concurrency` batches at a time; what comes meanwhile makes the next one. So batches grow with the load
 * and a single item on an idle system waits for nobody, or no longer than `gatherMs` where a batch costs more than waiting
 * does. `run` answers with one result for each item, in their order.
 */
export function createBatcher<Item, Result>(input: {
  maxItems: number;
  concurrency: number;
  /** For how long items are gathered at the most, while a batch could begin. Default: 0. */
  gatherMs?: number;
  run(items: readonly Item[]): Promise<readonly Result[]>;
}): Batcher<Item, Result> {
  const { maxItems, concurrency, gatherMs = 0 } = input;
  let waiting: Waiting<Item, Result>[] = [];
  const running = new Set<Promise<void>>();
  /** The first that waits has waited long enough, or need not wait. */
  let due = false;
  let timer: NodeJS.Timeout | undefined;
  let looking = false;

  async function run(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await input.run(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  /** Begins what may begin. */
  function begin(): void {
    while (running.size < concurrency && waiting.length > 0 && (due || waiting.length >= maxItems)) {
      const batch = waiting.slice(0, maxItems);
      waiting = waiting.slice(maxItems);
      due = false;
      clearTimeout(timer);
      timer = undefined;
      gather();
      const ran = run(batch).finally(() => {
        running.delete(ran);
        begin();
      });
      running.add(ran);
    }
  }

  /** Sees to it that what waits becomes due. */
  function gather(): void {
    if (waiting.length === 0 || due) return;
    if (gatherMs === 0) due = true;
    else timer ??= setTimeout(becomeDue, gatherMs);
  }

  function becomeDue(): void {
    timer = undefined;
    due = true;
    begin();
  }

  /** Lets everything that is added in this turn of the event loop join the first batch. */
  function look(): void {
    if (looking) return;
    looking = true;
    queueMicrotask(() => {
      looking = false;
      begin();
    });
  }

  return {
    add(item, urgent = false) {
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (urgent) due = true;
        else gather();
        look();
      });
    },
    async drain() {
      while (waiting.length > 0 || running.size > 0) {
        clearTimeout(timer);
        becomeDue();
        await Promise.all(running);
      }
    },
  };
}
