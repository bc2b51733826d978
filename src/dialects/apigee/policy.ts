import type { Policy } from '../../store/records/policy.ts';

const second = 1000;
const minute = 60 * second;

/**
 * As the vendor's page on notification webhooks has it: 3 seconds to connect and 3 to read; 5xx is retried up to three
 * times, five minutes apart; any other answer that is no success is final. A time-out or a connection that fails is
 * retried like a 5xx: the page names time-outs in that row.
 */
export const apigeePolicy: Policy = {
  connectTimeoutMs: 3 * second,
  answerTimeoutMs: 3 * second,
  totalTimeoutMs: 6 * second,
  retryDelaysMs: [5 * minute, 5 * minute, 5 * minute],
  jitter: 0,
  retriedStatuses: ['5xx'],
  honourRetryAfter: false,
  goneSwitchesOff: false,
};
