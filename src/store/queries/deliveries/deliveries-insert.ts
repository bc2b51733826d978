import { booleans, texts, uuids } from '../../arrays.ts';
import type { Queries } from '../../database.ts';

/** A delivery as it is when its change is saved. */
export interface NewDelivery {
  id: string;
  eventId: string;
  webhookId: string;
  eventType: string;
  objectType: string;
  objectId: string;
  transactionId: string;
  variant: string | null;
  /** This node holds it and sends it from memory. Otherwise it is due at once for whoever claims it. */
  held: boolean;
  /** It takes its place behind earlier ones of the same object. */
  ordered: boolean;
}

/**
 * Inserts what is owed for a commit to one organization, in the same transaction. Places in the order are taken in
 * the order given.
 */
export async function deliveriesInsert(
  queries: Queries,
  deliveries: readonly NewDelivery[],
  input: { organizationId: string; now: Date; nodeId: string | null },
): Promise<void> {
  if (deliveries.length === 0) return;
  await queries.query({
    name: 'deliveries-insert',
    text: `
      insert into deliveries (
        organization_id, id, event_id, webhook_id, event_type, object_type, object_id, transaction_id, variant,
        state, due_at, leased_by, position, created_at
      )
      select $1::uuid, owed.id, owed.event_id, owed.webhook_id, owed.event_type, owed.object_type,
        owed.object_id, owed.transaction_id, owed.variant, 'waiting', $12::timestamptz,
        case when owed.held then $13::uuid end,
        case when owed.ordered then nextval('delivery_positions') end,
        $12::timestamptz
      from unnest(
        $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::text[],
        $10::boolean[], $11::boolean[]
      ) as owed (
        id, event_id, webhook_id, event_type, object_type, object_id, transaction_id, variant,
        held, ordered
      )`,
    values: [
      input.organizationId,
      uuids(deliveries, (delivery) => delivery.id),
      uuids(deliveries, (delivery) => delivery.eventId),
      uuids(deliveries, (delivery) => delivery.webhookId),
      texts(deliveries, (delivery) => delivery.eventType),
      texts(deliveries, (delivery) => delivery.objectType),
      texts(deliveries, (delivery) => delivery.objectId),
      uuids(deliveries, (delivery) => delivery.transactionId),
      texts(deliveries, (delivery) => delivery.variant),
      booleans(deliveries, (delivery) => delivery.held),
      booleans(deliveries, (delivery) => delivery.ordered),
      input.now,
      input.nodeId,
    ],
  });
}
