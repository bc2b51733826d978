/** When something will be due, as far as one has been told. */
export interface DueTimes {
  add(ms: number): void;
  /** What is due by now needs no reminder any more. */
  forgetUntil(nowMs: number): void;
  /** Infinity where nothing is known. */
  soonest(): number;
}

/** So many are remembered: further ones are found by looking, later. */
const most = 1000;

export function createDueTimes(): DueTimes {
  const times = new Set<number>();
  return {
    add(ms) {
      if (times.size < most) times.add(ms);
    },
    forgetUntil(nowMs) {
      for (const ms of times) if (ms <= nowMs) times.delete(ms);
    },
    soonest() {
      let soonest = Number.POSITIVE_INFINITY;
      for (const ms of times) soonest = Math.min(soonest, ms);
      return soonest;
    },
  };
}
