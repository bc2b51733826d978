import { setTimeout as sleep } from 'node:timers/promises';

const lookEveryMs = 5;
const patienceMs = 60_000;

/** Settles when nothing of something is left. Throws when there still is after a minute. */
export async function untilZero(what: string, left: () => Promise<number>): Promise<void> {
  const endMs = performance.now() + patienceMs;
  for (let count = await left(); count > 0; count = await left()) {
    if (performance.now() > endMs) throw new Error(`There are still ${count} ${what} after ${patienceMs} ms`);
    await sleep(lookEveryMs);
  }
}
