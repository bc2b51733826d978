import type { Clock } from '../../base/clock.ts';

/** What a node says of itself with each renewal of its lease. */
export interface NodeFacts {
  /** An attempt goes out. */
  attempted(): void;
  /** What there is to say now, for the table of nodes. */
  read(): object;
}

/** More webhooks than this are not told of: the row has to stay small. */
const maxPaused = 500;

export function createNodeFacts(input: {
  clock: Pick<Clock, 'monotonicMs' | 'nowMs'>;
  /** What does not change while it runs: version and roles. */
  constant: object;
  held(): number;
  /** The webhooks that are not sent to for a while, with how many milliseconds it is until they are tried again. */
  pauses(): Map<string, number>;
}): NodeFacts {
  let attempts = 0;
  let attemptsBefore = 0;
  let beforeMs = input.clock.monotonicMs();

  return {
    attempted() {
      attempts += 1;
    },
    read() {
      const nowMs = input.clock.monotonicMs();
      const seconds = (nowMs - beforeMs) / 1000;
      const attemptsPerSecond = seconds > 0 ? Math.round((attempts - attemptsBefore) / seconds) : 0;
      [attemptsBefore, beforeMs] = [attempts, nowMs];
      const paused = [...input.pauses()]
        .slice(0, maxPaused)
        .map(([webhookId, ms]) => ({ webhookId, until: new Date(input.clock.nowMs() + ms).toISOString() }));
      const memoryBytes = process.memoryUsage.rss();
      return { ...input.constant, held: input.held(), attempts, attemptsPerSecond, memoryBytes, paused };
    },
  };
}
