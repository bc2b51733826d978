import type { FinishedFilter } from '../../store/queries/jobs/finished-deliveries.ts';
import type { RecoverInput } from '../../store/records/job.ts';
import type { Kind } from './kind.ts';
import { resendFinished } from './resend-finished.ts';

/** Sends again what has failed for good since a time. */
export const recover: Kind<RecoverInput> = resendFinished(recoverFilter);

/** By the time of failing: what was accepted long before an outage may have used up its attempts in it. */
export function recoverFilter({ webhookId, since }: RecoverInput): FinishedFilter {
  return {
    states: ['failed'],
    finishedSince: new Date(since),
    ...(webhookId !== undefined && { webhookId }),
  };
}
