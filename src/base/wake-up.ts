/** Sleeps until a time has passed or somebody wakes it. */
export interface WakeUp {
  /** Answers at once if it was woken since the last sleep. */
  sleep(ms: number): Promise<void>;
  wake(): void;
}

export function createWakeUp(): WakeUp {
  let woken = false;
  let end: (() => void) | null = null;
  return {
    async sleep(ms) {
      if (!woken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      end = null;
      woken = false;
    },
    wake() {
      woken = true;
      end?.();
    },
  };
}
