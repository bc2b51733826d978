import type { JsonObject } from '../../../base/json.ts';
import type { RecordedEvent } from '../../records/recorded-event.ts';

/** A row of the table. */
export interface RecordedEventRow {
  id: string;
  organization_id: string;
  transaction_id: string;
  actor: string;
  type: string;
  object_type: string;
  object_id: string;
  object_number: number | null;
  data: JsonObject;
  related: RecordedEvent['related'];
  occurred_at: Date;
}

/** What the statements select. */
export const recordedEventColumns =
  'r.id, r.organization_id, r.transaction_id, r.actor, r.type, r.object_type, r.object_id, r.object_number, ' +
  'r.data, r.related, r.occurred_at';

/** The recorded event of a row. */
export function recordedEventFrom(row: RecordedEventRow): RecordedEvent {
  return {
    id: row.id,
    organizationId: row.organization_id,
    transactionId: row.transaction_id,
    actor: row.actor,
    type: row.type,
    object: { type: row.object_type, id: row.object_id, number: row.object_number },
    data: row.data,
    related: row.related,
    occurredAt: row.occurred_at,
  };
}
