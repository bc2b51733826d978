import type { Queries } from '../../database.ts';

/**
 * Removes refused recorded events that tell of an object, also as one that they hang on. Those that wait are about to
 * become events, and are erased as such. Index: recorded_events_refused.
 */
export async function recordedErase(
  queries: Queries,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<void> {
  await queries.query({
    text: `
      delete from recorded_events r
      where r.organization_id = $1 and r.refused_at is not null
        and (
          r.object_id = $2
          or exists (select from jsonb_each(r.related) as told (name, parent) where told.parent ->> 'id' = $2)
        )`,
    values: [organizationId, id],
  });
}
