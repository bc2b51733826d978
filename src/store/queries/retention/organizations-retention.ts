import type { Queries } from '../../database.ts';

/** How long each organization wants its log kept; null for those that leave it to the installation. */
export async function organizationsRetention(
  queries: Queries,
): Promise<{ organizationId: string; days: number | null }[]> {
  const rows = await queries.query<{ id: string; days: number | null }>({
    text: `select id, (settings ->> 'retentionDays')::integer as days from organizations order by id`,
  });
  return rows.map(({ id, days }) => ({ organizationId: id, days }));
}
