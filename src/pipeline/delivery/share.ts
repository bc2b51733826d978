/** What one webhook, and all of them, may hold in memory; the rest waits in the database. */
export interface MemoryLimits {
  maxPerWebhook: number;
  maxTotal: number;
  /** What one webhook may hold once half of the total is taken, unless it has done as much in no time. */
  shareWhenScarce: number;
}

export const memoryLimits: MemoryLimits = { maxPerWebhook: 5_000, maxTotal: 20_000, shareWhenScarce: 100 };

/** How one webhook stands, and how full memory is. */
export interface MemoryUse {
  /** Held by all webhooks, what is reserved included. */
  total: number;
  /** How many deliveries of this webhook were settled lately. */
  lately: number;
  /** It was not sent to for a while, and has not shown since that it gets through much. */
  recovering: boolean;
}

/** What a lane keeps of what waits while it is not sent to, and what it may hold until its receiver has shown that it is well. */
export const keptWhenShut = 10;

/**
 * What a webhook may hold, and up to which total.
 *
 * Once half of the room is taken, it is what the webhook has just shown that it gets through: a receiver that hangs keeps
 * little, and a quick one need not be handed its deliveries by the database. Those that have shown nothing get less and
 * less as memory fills up, so that they do not take all of it however many they are: between four and nine tenths it is
 * for those that get through. The last tenth is left to those that use little of it.
 */
export function shareOf(use: MemoryUse, limits: MemoryLimits): { share: number; all: number } {
  const { total, lately, recovering } = use;
  const { maxPerWebhook, maxTotal } = limits;
  const shown = Math.min(maxPerWebhook, 2 * lately);
  const unshown = unshownShare(total, limits);
  // Handing back what was claimed in vain costs the database: one that goes down again has claimed no more than twice what it did.
  if (recovering && total < maxTotal / 2) return { share: Math.max(keptWhenShut, shown), all: maxTotal };
  if (shown <= unshown || total >= maxTotal * 0.9) {
    return { share: recovering ? Math.min(keptWhenShut, unshown) : unshown, all: maxTotal };
  }
  return { share: shown, all: Math.floor(maxTotal * 0.9) };
}

/** For one that has shown nothing: all it may have, then `shareWhenScarce`, and a twentieth of that when four fifths are taken. */
function unshownShare(total: number, { maxPerWebhook, maxTotal, shareWhenScarce }: MemoryLimits): number {
  if (total < maxTotal / 2) return maxPerWebhook;
  const left = Math.max(0, maxTotal * 0.8 - total) / (maxTotal * 0.3);
  return Math.max(1, Math.round(shareWhenScarce * Math.max(left, 1 / 20)));
}
