import type { Clock } from '../../src/base/clock.ts';

/** A clock that stands still until it is moved. */
export interface MovableClock extends Clock {
  move(ms: number): void;
}

export function movableClock(start = '2026-03-01T10:00:00.000Z'): MovableClock {
  let nowMs = Date.parse(start);
  return {
    now: () => new Date(nowMs),
    nowMs: () => nowMs,
    monotonicMs: () => nowMs,
    move(ms) {
      nowMs += ms;
    },
  };
}
