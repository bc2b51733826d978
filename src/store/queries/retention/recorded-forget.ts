import type { Queries } from '../../database.ts';

/** Forgets refused recorded events, also those of organizations that are gone. They are few: no index by time alone. */
export async function recordedForget(queries: Queries, before: Date): Promise<number> {
  const rows = await queries.query({
    text: 'delete from recorded_events where refused_at < $1 returning 1',
    values: [before],
  });
  return rows.length;
}
