import type { Queries } from '../../database.ts';
import { dayMs, partitionName } from '../../partitions.ts';

/**
 * Which share of the attempts around a moment is an organization's, as far as PostgreSQL's statistics say; 0 where they say
 * nothing. To count would be to read them all.
 */
export async function attemptsOwnedShare(
  queries: Queries,
  organizationId: string,
  ms: number,
): Promise<number> {
  const days = [ms - dayMs, ms, ms + dayMs].filter((day) => day >= 0);
  const [row] = await queries.query<{ share: number | null }>({
    text: `
      select
        avg(coalesce(most_common_freqs[array_position(most_common_vals::text::uuid[], $1::uuid)], 0))::float8
          as share
      from pg_stats
      where attname = 'organization_id' and tablename = any($2::text[])
        and schemaname = (
          select nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.oid = to_regclass('attempts')
        )`,
    values: [organizationId, days.map((day) => partitionName('attempts', day))],
  });
  return row?.share ?? 0;
}
