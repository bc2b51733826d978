import type { Policy } from '../../store/records/policy.ts';
import type { Outcome } from './attempt.ts';
import { retryAfterMs } from './retry-after.ts';

/** What happens after an attempt. */
export type Decision =
  | { state: 'delivered'; switchOff: false }
  | { state: 'retrying'; dueAtMs: number; switchOff: boolean }
  | { state: 'failed'; switchOff: boolean };

const dayMs = 24 * 60 * 60 * 1000;

/** Reasons that say nothing about the receiver's mind: no answer came, so another try may do better. */
const retriedWithoutAnswer = new Set([
  'dns-failed',
  'connect-refused',
  'connect-timeout',
  'connect-failed',
  'proxy-failed',
  'tls-failed',
  'request-failed',
  'answer-timeout',
  'answer-broken',
  // The name may point elsewhere next time, or the operator may open the address.
  'address-refused',
]);

/**
 * What happens after an attempt: a function of policy, number, outcome and time, and of nothing else.
 *
 * `roundAttempts` counts this attempt. `random` is from 0 to 1 and moves the delay within the policy's jitter.
 * Retry-After (RFC 9110, 10.2.3) can put the next attempt off, up to a day, and never brings it forward: a receiver
 * that asks for one second would otherwise use up the schedule in seconds.
 */
export function decide(input: {
  policy: Policy;
  roundAttempts: number;
  outcome: Outcome;
  nowMs: number;
  random: number;
}): Decision {
  const { policy, outcome, nowMs } = input;
  if (outcome.reason === null) return { state: 'delivered', switchOff: false };
  if (outcome.reason === 'answer-gone' && policy.goneSwitchesOff) return { state: 'failed', switchOff: true };
  const delayMs = policy.retryDelaysMs[input.roundAttempts - 1];
  if (delayMs === undefined || !isRetried(policy, outcome)) return { state: 'failed', switchOff: false };
  const movedMs = delayMs * (1 + policy.jitter * (2 * input.random - 1));
  const askedMs =
    policy.honourRetryAfter && outcome.answer ? retryAfterMs(outcome.answer.headers, nowMs) : null;
  return {
    state: 'retrying',
    dueAtMs: nowMs + Math.round(Math.max(movedMs, Math.min(askedMs ?? 0, dayMs))),
    switchOff: false,
  };
}

function isRetried(policy: Policy, { reason, answer }: Outcome): boolean {
  if (reason !== null && retriedWithoutAnswer.has(reason)) return true;
  if (answer === null) return false;
  return policy.retriedStatuses.some((status) =>
    status === '5xx' ? answer.status >= 500 && answer.status <= 599 : answer.status === status,
  );
}
