import { createCopyRows } from '../../copy-rows.ts';
import type { Queries } from '../../database.ts';
import type { EventRecord } from '../../records/event.ts';
import { snapshotJsonOf } from '../../records/event-json.ts';

const columns = [
  'organization_id',
  'id',
  'type',
  'object_type',
  'object_id',
  'transaction_id',
  'actor',
  'occurred_at',
  'data',
];

/** Inserts the events of one commit. */
export async function eventsInsert(queries: Queries, events: readonly EventRecord[]): Promise<void> {
  if (events.length === 0) return;
  const rows = createCopyRows(columns.length);
  for (const event of events) {
    rows
      .row()
      .uuid(event.organizationId)
      .uuid(event.id)
      .text(event.type)
      .text(event.objectType)
      .text(event.objectId)
      .uuid(event.transactionId)
      .text(event.actor)
      .time(event.occurredAt)
      .text(snapshotJsonOf(event));
  }
  await queries.query({
    text: `copy events (${columns}) from stdin (format binary)`,
    copyRows: rows.end(),
  });
}
