import type { Outcome } from './attempt.ts';
import { retryAfterMs } from './retry-after.ts';

/**
 * Whether a receiver is sent to at all. While it is open, what waits goes on waiting and no attempt is counted.
 *
 *     closed ──(failures in a row)──▶ open ──(time passes)──▶ half-open ──(a success)──▶ closed
 *                                      ▲                          │
 *                                      └──────(a failure)─────────┘
 */
export interface Breaker {
  /** Failures in a row. */
  failures: number;
  /** How often it has opened since the last success: each time for longer. */
  openings: number;
  /**
   * Until when it is open, by the clock that only ever grows: a wall clock that jumps back would keep it open for as
   * long as it jumped. 0 when it is closed. Past: half-open, one probe may go out.
   */
  openUntilMs: number;
  /** A probe is under way. */
  probing: boolean;
}

export const closedBreaker: Breaker = { failures: 0, openings: 0, openUntilMs: 0, probing: false };

/** How patient breakers are. */
export interface BreakerSettings {
  /** Failures in a row that open it. */
  failures: number;
  /** How long it is open the first time; twice as long each further time. */
  openMs: number;
  maxOpenMs: number;
}

export const defaultBreakerSettings: BreakerSettings = { failures: 10, openMs: 5_000, maxOpenMs: 5 * 60_000 };

/** A 429 that names no time pauses for this long. */
const throttledMs = 1_000;
/** And one that does, for no longer than this: the retry of that delivery waits for the rest. */
const maxThrottledMs = 60_000;

/** Whether a request may go out now, and if not, how long to wait before asking again. */
export function admit(breaker: Breaker, nowMs: number): { breaker: Breaker; waitMs: number } {
  if (breaker.openUntilMs === 0) return { breaker, waitMs: 0 };
  if (nowMs < breaker.openUntilMs) return { breaker, waitMs: breaker.openUntilMs - nowMs };
  if (breaker.probing) return { breaker, waitMs: Number.POSITIVE_INFINITY };
  return { breaker: { ...breaker, probing: true }, waitMs: 0 };
}

/** The breaker after an attempt. `dateMs` is what the wall clock says, for answers that name a date to come back at. */
export function afterAttempt(
  breaker: Breaker,
  outcome: Outcome,
  { nowMs, dateMs }: { nowMs: number; dateMs: number },
  settings: BreakerSettings = defaultBreakerSettings,
): Breaker {
  if (outcome.reason === 'answer-throttled') {
    const askedMs = retryAfterMs(outcome.answer?.headers ?? {}, dateMs) ?? throttledMs;
    const pauseMs = Math.min(Math.max(askedMs, throttledMs), maxThrottledMs);
    return { ...breaker, openUntilMs: Math.max(breaker.openUntilMs, nowMs + pauseMs), probing: false };
  }
  // A receiver that refuses one request is there and well; only one that does not answer, or answers 5xx, is not.
  const well = outcome.answer !== null && outcome.answer.status < 500 && outcome.reason !== 'answer-timeout';
  const failures = well ? 0 : breaker.failures + 1;
  // What was already under way when it opened neither closes it nor makes it stay open for longer.
  if (nowMs < breaker.openUntilMs && !breaker.probing) return { ...breaker, failures };
  if (well) return closedBreaker;
  if (!breaker.probing && failures < settings.failures) return { ...breaker, failures };
  const openMs = Math.min(settings.openMs * 2 ** breaker.openings, settings.maxOpenMs);
  return { failures, openings: breaker.openings + 1, openUntilMs: nowMs + openMs, probing: false };
}
