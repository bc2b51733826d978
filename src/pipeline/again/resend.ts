import type { FinishedFilter } from '../../store/queries/jobs/finished-deliveries.ts';
import type { ResendInput } from '../../store/records/job.ts';
import type { Kind } from './kind.ts';
import { resendFinished } from './resend-finished.ts';

/** Sends again what matches a filter, whatever became of it. */
export const resend: Kind<ResendInput> = resendFinished(resendFilter);

export function resendFilter({ status, from, to, ...same }: ResendInput): FinishedFilter {
  return {
    ...same,
    ...(status !== undefined && { status: statusOf(status) }),
    ...(from !== undefined && { from: new Date(from) }),
    ...(to !== undefined && { to: new Date(to) }),
  };
}

function statusOf(text: string): NonNullable<FinishedFilter['status']> {
  return /^\d+$/.test(text) ? Number(text) : (text as '5xx');
}
