import type { Policy } from '../../store/records/policy.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** For Mashery, RapidAPI and webhooks of our own. */
export const standardPolicy: Policy = {
  connectTimeoutMs: 5 * second,
  totalTimeoutMs: 15 * second,
  retryDelaysMs: [5 * second, 30 * second, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 12 * hour],
  jitter: 0.1,
  retriedStatuses: ['5xx', 429, 408],
  honourRetryAfter: true,
  goneSwitchesOff: true,
};
