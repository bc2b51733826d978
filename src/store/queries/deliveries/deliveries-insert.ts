import type { Queries } from '../../database.ts';

/** A delivery as it is when its change is saved. */
export interface NewDelivery {
  organizationId: string;
  id: string;
  eventId: string;
  webhookId: string;
  eventType: string;
  objectType: string;
  objectId: string;
  transactionId: string;
  variant: string | null;
}

/**
 * Inserts what is owed for a commit, in the same transaction. With a node, that node holds them and sends from
 * memory; without one they are due at once for whoever claims them.
 */
export async function deliveriesInsert(
  queries: Queries,
  deliveries: readonly NewDelivery[],
  input: { now: Date; leasedBy: string | null },
): Promise<void> {
  if (deliveries.length === 0) return;
  await queries.query({
    name: 'deliveries-insert',
    text: `
      insert into deliveries (
        organization_id, id, event_id, webhook_id, event_type, object_type, object_id, transaction_id, variant,
        state, due_at, leased_by, created_at
      )
      select owed.*, 'waiting', $10::timestamptz, $11::uuid, $10::timestamptz
      from unnest(
        $1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::uuid[], $9::text[]
      ) as owed`,
    values: [
      deliveries.map((delivery) => delivery.organizationId),
      deliveries.map((delivery) => delivery.id),
      deliveries.map((delivery) => delivery.eventId),
      deliveries.map((delivery) => delivery.webhookId),
      deliveries.map((delivery) => delivery.eventType),
      deliveries.map((delivery) => delivery.objectType),
      deliveries.map((delivery) => delivery.objectId),
      deliveries.map((delivery) => delivery.transactionId),
      deliveries.map((delivery) => delivery.variant),
      input.now,
      input.leasedBy,
    ],
  });
}
