/** How far a webhook's own policy may go. Times in milliseconds. */
export const policyLimits = {
  connectTimeoutMs: { minimum: 100, maximum: 60_000 },
  totalTimeoutMs: { minimum: 100, maximum: 120_000 },
  answerTimeoutMs: { minimum: 100, maximum: 120_000 },
  retryDelayMs: { minimum: 100, maximum: 7 * 24 * 3_600_000 },
  maxRetries: 50,
  jitter: { minimum: 0, maximum: 0.5 },
  /** A 2xx is success and is never retried; redirects are never followed, but may be tried again. */
  retriedStatus: { minimum: 300, maximum: 599 },
  maxRetriedStatuses: 50,
} as const;

/** How far a webhook's own limits may go. */
export const limitLimits = {
  concurrency: { minimum: 1, maximum: 256 },
  ratePerSecond: { minimum: 0.1, maximum: 10_000 },
  burst: { minimum: 1, maximum: 10_000 },
} as const;
