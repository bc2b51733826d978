import type { Transaction } from '../../database.ts';
import type { Job } from '../../records/job.ts';
import { type JobRow, jobColumns, jobFrom } from './job-row.ts';

/**
 * Takes the job whose next batch has been due for longest, for this transaction alone: the lock on its row is the
 * lease. It holds for exactly one batch and ends with the connection, so a job of a node that dies is free at once,
 * and "skip locked" sends two nodes to two jobs instead of making one wait. Index: jobs_due.
 */
export async function jobClaim(tx: Transaction, now: Date): Promise<Job | null> {
  const [row] = await tx.query<JobRow>({
    name: 'job-claim',
    text: `
      select ${jobColumns}
      from jobs
      where due_at <= $1
      order by due_at, id
      limit 1
      for update skip locked`,
    values: [now],
  });
  return row === undefined ? null : jobFrom(row);
}

/** Writes how far a job is. In the transaction that has claimed it. */
export async function jobAdvance(tx: Transaction, job: Job): Promise<void> {
  await tx.query({
    name: 'job-advance',
    text: `
      update jobs
      set
        state = $3, total = $4, queued = $5, skipped = $6, "cursor" = $7, due_at = $8, failures = $9, detail = $10,
        updated_at = $11, finished_at = $12
      where organization_id = $1 and id = $2`,
    values: [
      job.organizationId,
      job.id,
      job.state,
      job.total,
      job.queued,
      job.skipped,
      job.cursor,
      job.dueAt,
      job.failures,
      job.detail,
      job.updatedAt,
      job.finishedAt,
    ],
  });
}
