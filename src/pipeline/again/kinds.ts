import type { Queries, Transaction } from '../../store/database.ts';
import type { Job, JobOrder } from '../../store/records/job.ts';
import type { JobCount } from './again.ts';
import { cancel } from './cancel.ts';
import type { JobOf, Kind, KindServices, Step } from './kind.ts';
import { recover } from './recover.ts';
import { replay } from './replay.ts';
import { resend } from './resend.ts';
import { resendAttempts } from './resend-attempts.ts';

/** Every kind of job. A new one is a file, a line here, and a word in the table's check. */
const kinds = { resend, recover, replay, cancel, 'resend-attempts': resendAttempts } as const;

/** A kind and an input are always of one order; that is what the compiler cannot follow through the table. */
function kindOf(order: JobOrder): Kind<JobOrder['input']> {
  return kinds[order.kind] as Kind<JobOrder['input']>;
}

export function stepOf(tx: Transaction, services: KindServices, job: Job): Promise<Step> {
  return kindOf(job).step(tx, services, job);
}

export function totalOf(queries: Queries, job: Job, limit: number): Promise<number> {
  return kindOf(job).total(queries, job, limit);
}

export function countOf(
  queries: Queries,
  services: KindServices,
  job: JobOrder & Omit<JobOf<unknown>, 'input'>,
  limit: number,
): Promise<JobCount> {
  return kindOf(job).count(queries, services, job, limit);
}
