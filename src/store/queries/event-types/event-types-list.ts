import type { Queries } from '../../database.ts';
import type { EventType } from '../../records/event-type.ts';
import { type EventTypeRow, eventTypeColumns, eventTypeFrom } from './event-type-row.ts';

/** All event types of an organization, by name. Index: the primary key. */
export async function eventTypesList(queries: Queries, organizationId: string): Promise<EventType[]> {
  const rows = await queries.query<EventTypeRow>({
    text: `
      select ${eventTypeColumns} from event_types
      where organization_id = $1
      order by name collate "C"`,
    values: [organizationId],
  });
  return rows.map(eventTypeFrom);
}

/** One of them, or null. Index: the primary key. */
export async function eventTypeGet(
  queries: Queries,
  organizationId: string,
  name: string,
): Promise<EventType | null> {
  const [row] = await queries.query<EventTypeRow>({
    text: `select ${eventTypeColumns} from event_types where organization_id = $1 and name = $2`,
    values: [organizationId, name],
  });
  return row === undefined ? null : eventTypeFrom(row);
}
