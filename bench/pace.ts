import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicMs } from './monotonic.ts';

/**
 * Calls `act` `count` times, `perSecond` times a second, without waiting for what it does, each with the moment at
 * which it was due. Timers are good to about a millisecond; what became due meanwhile is done together. Settles when
 * everything that was begun is done, and throws what any of it throws.
 */
export async function pace(input: {
  perSecond: number;
  count: number;
  act(number: number, dueMs: number): Promise<void>;
}): Promise<void> {
  const { perSecond, count, act } = input;
  const startMs = monotonicMs();
  const begun: Promise<void>[] = [];
  while (begun.length < count) {
    const due = Math.min(count, Math.floor(((monotonicMs() - startMs) * perSecond) / 1000));
    for (let number = begun.length; number < due; number++) {
      const done = act(number, startMs + (number * 1000) / perSecond);
      // Looked at in the end; until then a failure is nobody's.
      done.catch(() => {});
      begun.push(done);
    }
    await sleep(1);
  }
  await Promise.all(begun);
}
