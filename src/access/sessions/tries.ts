/** Wrong tries to sign in under one name, or from one address. */
export interface Tries {
  wrong: number;
  lastMs: number;
}

/** How many wrong tries cost nothing, before each has to be waited for. */
export interface TriesLimit {
  free: number;
}

const firstWaitMs = 30_000;
const longestWaitMs = 15 * 60_000;
/** After so long without a try, what was before is forgotten. */
const rememberedMs = 2 * longestWaitMs;

/** How long to wait before the next try is looked at: 0, or 30 s that double with each wrong one, up to 15 minutes. */
export function waitMs(tries: Tries | undefined, { free }: TriesLimit, nowMs: number): number {
  if (tries === undefined || tries.wrong < free) return 0;
  // The exponent is bounded too: a power of two beyond all numbers would be infinite.
  const wait = Math.min(firstWaitMs * 2 ** Math.min(tries.wrong - free, 10), longestWaitMs);
  return Math.max(0, tries.lastMs + wait - nowMs);
}

/** What is known after another try that was wrong, or has yet to prove right. */
export function afterTry(tries: Tries | undefined, nowMs: number): Tries {
  const forgotten = tries === undefined || nowMs - tries.lastMs > rememberedMs;
  return { wrong: forgotten ? 1 : tries.wrong + 1, lastMs: nowMs };
}

/** What is known after one of the tries has proved right, where that says nothing of the others. */
export function withoutOne({ wrong, lastMs }: Tries): Tries {
  return { wrong: Math.max(0, wrong - 1), lastMs };
}
