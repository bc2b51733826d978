import type { PageRequest } from '../../../base/page.ts';
import type { Queries } from '../../database.ts';
import type { Job } from '../../records/job.ts';
import { createConditions } from '../log-conditions.ts';
import { type JobRow, jobColumns, jobFrom } from './job-row.ts';

/** Jobs by id, in any of the states. Index: the primary key. */
export async function jobsList(
  queries: Queries,
  organizationId: string,
  states: readonly string[] | undefined,
  page: PageRequest,
): Promise<Job[]> {
  const conditions = createConditions('organization_id', organizationId);
  conditions.anyOf('state', 'text', states);
  const end = conditions.page('id', page);
  const rows = await queries.query<JobRow>({
    text: `select ${jobColumns} from jobs ${end}`,
    values: conditions.values,
  });
  return rows.map(jobFrom);
}

/** One job, or null. */
export async function jobGet(queries: Queries, organizationId: string, id: string): Promise<Job | null> {
  const [row] = await queries.query<JobRow>({
    text: `select ${jobColumns} from jobs where organization_id = $1 and id = $2`,
    values: [organizationId, id],
  });
  return row === undefined ? null : jobFrom(row);
}
