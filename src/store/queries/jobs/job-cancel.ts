import type { Queries } from '../../database.ts';
import type { Job } from '../../records/job.ts';
import { type JobRow, jobColumns, jobFrom } from './job-row.ts';

/**
 * Ends a job that is not finished; null when there is none. Waits for the batch that is under way, which holds the
 * row: what that batch queues is counted.
 */
export async function jobCancel(
  queries: Queries,
  input: { organizationId: string; id: string; now: Date },
): Promise<Job | null> {
  const [row] = await queries.query<JobRow>({
    text: `
      update jobs
      set state = 'cancelled', due_at = null, updated_at = $3, finished_at = $3
      where organization_id = $1 and id = $2 and due_at is not null
      returning ${jobColumns}`,
    values: [input.organizationId, input.id, input.now],
  });
  return row === undefined ? null : jobFrom(row);
}
