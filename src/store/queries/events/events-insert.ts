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
      events.map((event) => event.organizationId),
      events.map((event) => event.id),
      events.map((event) => event.type),
      events.map((event) => event.objectType),
      events.map((event) => event.objectId),
      events.map((event) => event.transactionId),
      events.map((event) => event.actor),
      events.map((event) => event.occurredAt),
      events.map((event) => JSON.stringify(event.data)),
    ],
  });
}
