import { createCopyRows } from '../../copy-rows.ts';
import type { Queries } from '../../database.ts';
import type { EventRecord } from '../../records/event.ts';

const columns = ['organization_id', 'event_id', 'object_id'];

/** Keeps which objects events tell of besides their first one. Where none of them does, nothing is sent to the database. */
export async function eventObjectsInsert(queries: Queries, events: readonly EventRecord[]): Promise<void> {
  const several = events.filter(({ data }) => data.more !== undefined);
  if (several.length === 0) return;
  const rows = createCopyRows(columns.length);
  for (const { organizationId, id, data } of several) {
    // An operation does a thing to an object once: no two rows of an event are of one object.
    for (const { object } of data.more ?? []) rows.row().uuid(organizationId).uuid(id).text(object.id);
  }
  await queries.query({
    text: `copy event_objects (${columns}) from stdin (format binary)`,
    copyRows: rows.end(),
  });
}
