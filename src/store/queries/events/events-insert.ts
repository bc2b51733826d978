import { jsons, texts, times, uuids } from '../../arrays.ts';
import type { Queries } from '../../database.ts';
import type { EventRecord } from '../../records/event.ts';

/** Inserts the events of one commit. */
export async function eventsInsert(queries: Queries, events: readonly EventRecord[]): Promise<void> {
  if (events.length === 0) return;
  await queries.query({
    name: 'events-insert',
    text: `
      insert into events (
        organization_id, id, type, object_type, object_id, transaction_id, actor, occurred_at, data
      )
      select * from unnest(
        $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[],
        $8::timestamptz[], $9::jsonb[]
      )`,
    values: [
      uuids(events, (event) => event.organizationId),
      uuids(events, (event) => event.id),
      texts(events, (event) => event.type),
      texts(events, (event) => event.objectType),
      texts(events, (event) => event.objectId),
      uuids(events, (event) => event.transactionId),
      texts(events, (event) => event.actor),
      times(events, (event) => event.occurredAt),
      jsons(events, (event) => JSON.stringify(event.data)),
    ],
  });
}
