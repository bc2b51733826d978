/** How much is done lately: by whole windows of time, so that counting costs nearly nothing. */
export interface Pace {
  done(nowMs: number): void;
  /** What was done in this window and the one before. */
  lately(nowMs: number): number;
}

const windowMs = 1000;

export function createPace(): Pace {
  let startMs = Number.NEGATIVE_INFINITY;
  let [now, before] = [0, 0];

  function turn(nowMs: number): void {
    const passedMs = nowMs - startMs;
    if (passedMs < windowMs) return;
    before = passedMs < 2 * windowMs ? now : 0;
    now = 0;
    startMs = nowMs;
  }
  return {
    done(nowMs) {
      turn(nowMs);
      now += 1;
    },
    lately(nowMs) {
      turn(nowMs);
      return now + before;
    },
  };
}
