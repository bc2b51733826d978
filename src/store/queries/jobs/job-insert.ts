import type { Transaction } from '../../database.ts';
import type { Job } from '../../records/job.ts';

/**
 * How many unfinished jobs an organization has; null when there is no such organization. Locks the organization's row
 * until the transaction ends, so that two creations cannot both find the last free place. The lock is the weakest one
 * that excludes itself: saving objects, which only shares the key, goes on.
 */
export async function jobCountLocked(tx: Transaction, organizationId: string): Promise<number | null> {
  const locked = await tx.query<{ id: string }>({
    text: 'select id from organizations where id = $1 for no key update',
    values: [organizationId],
  });
  if (locked.length === 0) return null;
  // A statement of its own: it must see what the transaction that held the lock before has saved.
  const [row] = await tx.query<{ count: number }>({
    text: 'select count(*) as count from jobs where organization_id = $1 and due_at is not null',
    values: [organizationId],
  });
  return row?.count ?? 0;
}

/** Keeps a new job, due at once. */
export async function jobInsert(tx: Transaction, job: Job): Promise<void> {
  await tx.query({
    text: `
      insert into jobs (
        organization_id, id, kind, input, state, due_at, created_by, created_by_name, created_at, updated_at
      )
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
    values: [
      job.organizationId,
      job.id,
      job.kind,
      JSON.stringify(job.input),
      job.state,
      job.dueAt,
      job.createdBy,
      job.createdByName,
      job.createdAt,
    ],
  });
}

/** Forgets jobs of an organization that were finished before a time. */
export async function jobsDeleteFinished(
  tx: Transaction,
  input: { organizationId: string; before: Date },
): Promise<void> {
  await tx.query({
    text: 'delete from jobs where organization_id = $1 and finished_at < $2',
    values: [input.organizationId, input.before],
  });
}
