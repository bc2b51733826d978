import type { Receiver } from './receiver/start.ts';
import { batchSize, maxOutstanding, publishers } from './tuning.ts';

/**
 * Several publishers at once, each with one call under way: a closed loop. They wait while too many events are on the
 * way to the receiver.
 */
export async function publishLoop(input: {
  receiver: Pick<Receiver, 'unique' | 'untilUnique'>;
  count: number;
  publish(first: number, size: number): Promise<void>;
  publishers?: number;
  batchSize?: number;
  maxOutstanding?: number;
}): Promise<void> {
  const { receiver, count, publish } = input;
  const most = input.maxOutstanding ?? maxOutstanding;
  const arrivedBefore = receiver.unique();
  let taken = 0;
  async function publisher(): Promise<void> {
    while (taken < count) {
      const first = taken;
      const size = Math.min(input.batchSize ?? batchSize, count - first);
      taken += size;
      await receiver.untilUnique(arrivedBefore + taken - most);
      await publish(first, size);
    }
  }
  await Promise.all(Array.from({ length: input.publishers ?? publishers }, publisher));
}
