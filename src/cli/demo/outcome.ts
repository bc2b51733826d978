import { setTimeout as sleep } from 'node:timers/promises';
import { isJsonObject } from '../../base/json.ts';
import type { ApiClient } from './api-client.ts';

/** What became of the deliveries of the demo. */
export interface Outcome {
  delivered: number;
  /** Failed for good, or not delivered when time was up. */
  failed: number;
}

/** Waits until the log says what became of every delivery that is owed, or the time is up. */
export async function outcomeOf(
  native: ApiClient,
  organization: string,
  owed: number,
  withinMs: number,
): Promise<Outcome> {
  const endMs = Date.now() + withinMs;
  for (;;) {
    const { items } = await native('GET', `/organizations/${organization}/deliveries?limit=200`);
    const states = Array.isArray(items) ? items.map((item) => (isJsonObject(item) ? item.state : null)) : [];
    const delivered = states.filter((state) => state === 'delivered').length;
    const settled = states.filter((state) => state !== 'waiting' && state !== 'retrying').length;
    if (settled >= owed || Date.now() > endMs)
      return { delivered, failed: Math.max(owed, states.length) - delivered };
    await sleep(50);
  }
}
