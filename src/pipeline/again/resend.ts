import type { FinishedFilter } from '../../store/queries/jobs/finished-deliveries.ts';
import type { ResendInput } from '../../store/records/job.ts';
import type { Kind } from './kind.ts';
import { matchOf } from './match-of.ts';
import { resendFinished } from './resend-finished.ts';

/** Sends again what matches a filter, whatever became of it. */
export const resend: Kind<ResendInput> = resendFinished(resendFilter);

export function resendFilter({ states, ...match }: ResendInput): FinishedFilter {
  return { ...matchOf(match), ...(states !== undefined && { states }) };
}
