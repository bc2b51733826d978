import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/** Where an event went, in short. */
export interface EventDeliveryRow {
  event_id: string;
  id: string;
  webhook_id: string;
  state: 'waiting' | 'retrying' | 'delivered' | 'failed' | 'cancelled';
  attempts: number;
  last_status: number | null;
  last_reason: string | null;
}

/** The deliveries of several events, in the order of their making. Index: deliveries_by_event, once for each event. */
export function deliveriesOfEvents(
  queries: Queries,
  organizationId: string,
  eventIds: readonly string[],
): Promise<EventDeliveryRow[]> {
  return queries.query<EventDeliveryRow>({
    name: 'deliveries-of-events',
    text: `
      select d.event_id, d.id, d.webhook_id, d.state, d.attempts, d.last_status, d.last_reason
      from unnest($2::uuid[]) as event (id)
      cross join lateral (
        -- The offset keeps it from becoming a join, which would be planned for the table's size as it was then.
        select * from deliveries where organization_id = ${unseen('$1')} and event_id = event.id offset 0
      ) d
      order by d.id`,
    values: [organizationId, eventIds],
  });
}
