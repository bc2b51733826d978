import { createCopyRows } from '../../copy-rows.ts';
import type { Queries } from '../../database.ts';

/** The bytes of one variant of one event. */
export interface PayloadRow {
  event: { organizationId: string; id: string };
  payload: { variant: string; contentType: string; body: Buffer };
}

const columns = ['organization_id', 'event_id', 'variant', 'content_type', 'body'];

/** Keeps the exact bytes that are sent, once for each event and variant. */
export async function payloadsInsert(queries: Queries, payloads: readonly PayloadRow[]): Promise<void> {
  if (payloads.length === 0) return;
  const rows = createCopyRows(columns.length);
  for (const { event, payload } of payloads) {
    rows
      .row()
      .uuid(event.organizationId)
      .uuid(event.id)
      .text(payload.variant)
      .text(payload.contentType)
      .bytes(payload.body);
  }
  await queries.query({
    text: `copy payloads (${columns}) from stdin (format binary)`,
    copyRows: rows.end(),
  });
}
