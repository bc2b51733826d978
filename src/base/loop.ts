import { createWakeUp } from './wake-up.ts';

/** Works, rests, and works again, until it is stopped. */
export interface Loop {
  start(): void;
  /** There is something to do now. */
  wake(): void;
  /** For work that is long: whether it is to end early. */
  stopping(): boolean;
  /** Finishes what is under way. */
  stop(): Promise<void>;
}

/**
 * A loop that no error ends. Both functions answer with how many milliseconds there is nothing to do, unless somebody wakes
 * it; `onFailure` is told what `work` has thrown.
 */
export function createLoop(options: {
  work(): Promise<number>;
  onFailure(error: unknown): number;
  /** How long to rest ahead of the first time. */
  firstAfterMs?: number;
}): Loop {
  const wakeUp = createWakeUp();
  let stopping = false;
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    let restMs = options.firstAfterMs ?? 0;
    for (;;) {
      if (!stopping && restMs > 0) await wakeUp.sleep(restMs);
      if (stopping) return;
      try {
        restMs = await options.work();
      } catch (error) {
        restMs = options.onFailure(error);
      }
    }
  }

  return {
    start() {
      running = run();
    },
    wake: () => wakeUp.wake(),
    stopping: () => stopping,
    async stop() {
      stopping = true;
      wakeUp.wake();
      await running;
    },
  };
}
