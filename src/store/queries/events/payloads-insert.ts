import { bytes, texts, uuids } from '../../arrays.ts';
import type { Queries } from '../../database.ts';

/** The bytes of one variant of one event. */
export interface PayloadRow {
  organizationId: string;
  eventId: string;
  variant: string;
  contentType: string;
  body: Buffer;
}

/** Keeps the exact bytes that are sent, once for each event and variant. */
export async function payloadsInsert(queries: Queries, payloads: readonly PayloadRow[]): Promise<void> {
  if (payloads.length === 0) return;
  await queries.query({
    name: 'payloads-insert',
    text: `
      insert into payloads (organization_id, event_id, variant, content_type, body)
      select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bytea[])`,
    values: [
      uuids(payloads, (payload) => payload.organizationId),
      uuids(payloads, (payload) => payload.eventId),
      texts(payloads, (payload) => payload.variant),
      texts(payloads, (payload) => payload.contentType),
      bytes(payloads, (payload) => payload.body),
    ],
  });
}
