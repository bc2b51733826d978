import type { Queries } from '../../database.ts';
import type { Job } from '../../records/job.ts';

/**
 * Writes down that a batch failed, outside of the transaction that was rolled back with it. Does nothing where the job
 * has moved on since `before`: it was cancelled, or another node's batch went well.
 */
export async function jobFailed(queries: Queries, before: Job, after: Job): Promise<void> {
  await queries.query({
    text: `
      update jobs
      set state = $3, due_at = $4, failures = $5, detail = $6, updated_at = $7, finished_at = $8
      where organization_id = $1 and id = $2
        and due_at is not null and failures = $9 and "cursor" is not distinct from $10`,
    values: [
      after.organizationId,
      after.id,
      after.state,
      after.dueAt,
      after.failures,
      after.detail,
      after.updatedAt,
      after.finishedAt,
      before.failures,
      before.cursor,
    ],
  });
}
