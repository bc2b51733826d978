/** Time limits, retry schedule, and which answers are retried. All times in milliseconds. */
export interface Policy {
  /** For the name look-up, the connection and TLS together. */
  connectTimeoutMs: number;
  /** For everything, from the name look-up to the last byte of the answer. */
  totalTimeoutMs: number;
  /** For the answer alone, from when the request goes out to its last byte. Without it, only the total counts. */
  answerTimeoutMs?: number;
  /** How long to wait before each retry; its length is the number of retries. */
  retryDelaysMs: readonly number[];
  /** Each delay is moved by a random part of itself, up to this: 0.1 is ±10 %. */
  jitter: number;
  /** Statuses that are retried, besides a failed connection or a time-out. `5xx` stands for 500 to 599. */
  retriedStatuses: readonly (number | '5xx')[];
  /** Whether a receiver's Retry-After moves the next attempt. */
  honourRetryAfter: boolean;
  /** Whether 410 Gone switches the webhook off. */
  goneSwitchesOff: boolean;
}
