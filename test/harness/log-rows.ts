import type { Ids } from '../../src/base/ids.ts';
import type { Database } from '../../src/store/database.ts';

/** A row of the log as a test wants it; the rest is made up. */
export interface LogRow {
  organizationId: string;
  id?: string;
  eventId?: string;
  webhookId?: string;
  objectId?: string;
  state?: string;
  dueAt?: Date | 'infinity' | null;
  leasedBy?: string | null;
}

/** Saves a delivery without any of the rest. */
export async function insertDelivery(database: Database, ids: Ids, row: LogRow): Promise<string> {
  const id = row.id ?? ids.uuid();
  await database.query({
    text: `
      insert into deliveries (
        organization_id, id, event_id, webhook_id, event_type, object_type, object_id, transaction_id, variant,
        state, due_at, leased_by, created_at
      )
      values ($1, $2, $3, $4, 'member.created', 'member', $5, $6, 'plain', $7, $8, $9, now())`,
    values: [
      row.organizationId,
      id,
      row.eventId ?? ids.uuid(),
      row.webhookId ?? ids.uuid(),
      row.objectId ?? ids.uuid(),
      ids.uuid(),
      row.state ?? 'waiting',
      row.dueAt ?? null,
      row.leasedBy ?? null,
    ],
  });
  return id;
}
