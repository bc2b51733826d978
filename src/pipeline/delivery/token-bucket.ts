/** A rate limit as a bucket: it fills with the rate, up to the burst, and each request takes one out. */
export interface Bucket {
  /** What was in it at `atMs`. Below zero: taken ahead of time. */
  tokens: number;
  atMs: number;
}

/** A full bucket. */
export function fullBucket(burst: number, nowMs: number): Bucket {
  return { tokens: burst, atMs: nowMs };
}

/** Takes one token, and says how many milliseconds to wait until it is really there. */
export function takeToken(
  bucket: Bucket,
  limits: { ratePerSecond: number; burst: number },
  nowMs: number,
): { bucket: Bucket; waitMs: number } {
  // A clock that is set back adds nothing.
  const elapsedMs = Math.max(0, nowMs - bucket.atMs);
  const filled = Math.min(limits.burst, bucket.tokens + (elapsedMs * limits.ratePerSecond) / 1000);
  const tokens = filled - 1;
  const waitMs = tokens >= 0 ? 0 : Math.ceil((-tokens * 1000) / limits.ratePerSecond);
  return { bucket: { tokens, atMs: nowMs }, waitMs };
}

/** Whether it is as full as it can be: then there is nothing to remember about it. */
export function isFull(
  bucket: Bucket,
  limits: { ratePerSecond: number; burst: number },
  nowMs: number,
): boolean {
  const elapsedMs = Math.max(0, nowMs - bucket.atMs);
  return bucket.tokens + (elapsedMs * limits.ratePerSecond) / 1000 >= limits.burst;
}
