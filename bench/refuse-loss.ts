import type { Receiver } from './receiver/start.ts';

/** What the receiver counted. Throws unless every event arrived that was sent, and nothing else. */
export async function refuseLoss(input: {
  receiver: Receiver;
  sent: number;
}): Promise<{ unique: number; repeats: number }> {
  const { unique, requests, unreadable } = await input.receiver.counts();
  if (unique !== input.sent || unreadable > 0) {
    throw new Error(`Of ${input.sent} events ${unique} arrived; ${unreadable} requests could not be read`);
  }
  return { unique, repeats: requests - unique };
}
