import type { Problem } from '../base/errors.ts';
import type { Policy } from '../store/records/policy.ts';
import type { Limits } from '../store/records/webhook.ts';
import { limitLimits, policyLimits } from './policy-limits.ts';

/** What is wrong with a webhook's own policy. */
export function checkPolicy(policy: Policy): Problem[] {
  const problems = [
    ...checkNumber('connectTimeoutMs', policy.connectTimeoutMs, policyLimits.connectTimeoutMs),
    ...checkNumber('totalTimeoutMs', policy.totalTimeoutMs, policyLimits.totalTimeoutMs),
    ...(policy.answerTimeoutMs === undefined
      ? []
      : checkNumber('answerTimeoutMs', policy.answerTimeoutMs, policyLimits.answerTimeoutMs)),
    ...checkNumber('jitter', policy.jitter, policyLimits.jitter, { whole: false }),
    ...checkCount('retryDelaysMs', policy.retryDelaysMs, policyLimits.maxRetries),
    ...policy.retryDelaysMs.flatMap((delay, index) =>
      checkNumber(`retryDelaysMs.${index}`, delay, policyLimits.retryDelayMs),
    ),
    ...checkCount('retriedStatuses', policy.retriedStatuses, policyLimits.maxRetriedStatuses),
    ...policy.retriedStatuses.flatMap((status, index) =>
      status === '5xx' ? [] : checkNumber(`retriedStatuses.${index}`, status, policyLimits.retriedStatus),
    ),
  ];
  if (problems.length === 0 && policy.connectTimeoutMs > policy.totalTimeoutMs) {
    problems.push({ field: 'connectTimeoutMs', message: 'must not be more than totalTimeoutMs' });
  }
  return problems.map(({ field, message }) => ({ field: `policy.${field}`, message }));
}

/** What is wrong with a webhook's own limits. */
export function checkLimits(limits: Limits): Problem[] {
  const { concurrency, ratePerSecond, burst } = limits;
  return [
    ...checkNumber('concurrency', concurrency, limitLimits.concurrency),
    ...(ratePerSecond === null
      ? []
      : checkNumber('ratePerSecond', ratePerSecond, limitLimits.ratePerSecond, { whole: false })),
    ...checkNumber('burst', burst, limitLimits.burst),
  ].map(({ field, message }) => ({ field: `limits.${field}`, message }));
}

function checkNumber(
  field: string,
  value: number,
  { minimum, maximum }: { minimum: number; maximum: number },
  { whole = true } = {},
): Problem[] {
  const sound = whole ? Number.isInteger(value) : Number.isFinite(value);
  if (sound && value >= minimum && value <= maximum) return [];
  const kind = whole ? 'a whole number' : 'a number';
  return [{ field, message: `must be ${kind} from ${minimum} to ${maximum}` }];
}

function checkCount(field: string, list: readonly unknown[], maximum: number): Problem[] {
  return list.length > maximum ? [{ field, message: `must have at most ${maximum} items` }] : [];
}
