import type { Queries } from '../../database.ts';
import type { EventListRow } from './events-list.ts';

/** The newest events after an id, newest first; one more than `limit` says that there are others. Index: the primary key. */
export function eventsNew(
  queries: Queries,
  input: { organizationId: string; afterId: string; limit: number },
): Promise<EventListRow[]> {
  return queries.query<EventListRow>({
    name: 'events-new',
    text: `
      select id, type, object_type, object_id, transaction_id, actor, occurred_at
      from events
      where organization_id = $1 and id > $2
      order by id desc
      limit $3 + 1`,
    values: [input.organizationId, input.afterId, input.limit],
  });
}

/** The newest attempt after an id, or null. Index: the primary key. */
export async function attemptNewest(
  queries: Queries,
  input: { organizationId: string; afterId: string },
): Promise<string | null> {
  const [row] = await queries.query<{ id: string }>({
    name: 'attempt-newest',
    text: 'select id from attempts where organization_id = $1 and id > $2 order by id desc limit 1',
    values: [input.organizationId, input.afterId],
  });
  return row?.id ?? null;
}
