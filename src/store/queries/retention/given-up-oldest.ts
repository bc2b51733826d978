import { uuidAtMs } from '../../../base/ids.ts';
import type { Queries } from '../../database.ts';

/**
 * The oldest delivery of an organization that was made before a time and given up, because its event had to go, since
 * another; null where there is none. Index: deliveries_in_trouble, in the days before that time alone, where little else is left.
 */
export async function givenUpOldest(
  queries: Queries,
  input: { organizationId: string; beforeMs: number; since: Date },
): Promise<string | null> {
  const rows = await queries.query<{ id: string }>({
    text: `
      select id
      from deliveries
      where organization_id = $1 and trouble = 'cancelled' and last_reason = 'event-expired' and finished_at >= $2
        and id < $3
      order by id
      limit 1`,
    values: [input.organizationId, input.since, uuidAtMs(input.beforeMs)],
  });
  return rows[0]?.id ?? null;
}
