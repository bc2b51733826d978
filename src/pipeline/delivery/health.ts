import type { Outcome } from './attempt.ts';

/** A webhook that fails for this long without one success is switched off. */
export const failingTooLongMs = 5 * 24 * 60 * 60 * 1000;
/** Why a webhook is off that was switched off for that. */
export const failingForDays = 'failing-for-days';

/** What an attempt says about the health of its webhook, beside what it was known to be. */
export function healthChange(
  failingSince: Date | null,
  outcome: Outcome,
  nowMs: number,
): 'none' | 'fails' | 'well' | 'fails-for-too-long' {
  if (outcome.reason === null) return failingSince === null ? 'none' : 'well';
  if (failingSince === null) return 'fails';
  return nowMs - failingSince.getTime() >= failingTooLongMs ? 'fails-for-too-long' : 'none';
}
