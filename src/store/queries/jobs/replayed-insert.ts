import type { Transaction } from '../../database.ts';
import type { EventRecord } from '../../records/event.ts';
import { unseen } from '../../unseen.ts';

/** What a webhook is owed of an old event. */
export interface ReplayedDelivery {
  id: string;
  event: EventRecord;
  payload: { variant: string; contentType: string; body: Buffer } | null;
}

/**
 * Inserts deliveries of old events to one webhook, held by no node: due at once where the webhook is on, otherwise when
 * it is switched on.
 */
export async function replayedInsert(
  tx: Transaction,
  deliveries: readonly ReplayedDelivery[],
  webhook: { organizationId: string; id: string; enabled: boolean; ordered: boolean },
  now: Date,
): Promise<void> {
  if (deliveries.length === 0) return;
  await payloadsInsertMissing(tx, deliveries);
  await tx.query({
    name: 'replayed-insert',
    text: `
      insert into deliveries (
        organization_id, id, event_id, webhook_id, event_type, object_type, object_id, transaction_id, variant,
        state, due_at, position, created_at
      )
      select
        e.organization_id, owed.id, e.id, $2::uuid, e.type, e.object_type, e.object_id, e.transaction_id, owed.variant,
        'waiting', case when $3::boolean then $4::timestamptz else 'infinity' end,
        case when $8::boolean then nextval('delivery_positions') end, $4
      from (
        select * from unnest($5::uuid[], $6::uuid[], $7::text[])
          with ordinality as given (id, event_id, variant, place)
        order by place
      ) owed
      join events e on e.organization_id = ${unseen('$1')} and e.id = owed.event_id
      order by owed.place`,
    values: [
      webhook.organizationId,
      webhook.id,
      webhook.enabled,
      now,
      deliveries.map(({ id }) => id),
      deliveries.map(({ event }) => event.id),
      deliveries.map(({ payload }) => payload?.variant ?? null),
      webhook.ordered,
    ],
  });
}

/** The bytes, where they are not kept yet: what was sent to another webhook before stays as it was. */
async function payloadsInsertMissing(
  tx: Transaction,
  deliveries: readonly ReplayedDelivery[],
): Promise<void> {
  const rows = deliveries.flatMap(({ event, payload }) => (payload === null ? [] : [{ event, payload }]));
  await tx.query({
    name: 'payloads-insert-missing',
    text: `
      insert into payloads (organization_id, event_id, variant, content_type, body)
      select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bytea[])
      on conflict do nothing`,
    values: [
      rows.map(({ event }) => event.organizationId),
      rows.map(({ event }) => event.id),
      rows.map(({ payload }) => payload.variant),
      rows.map(({ payload }) => payload.contentType),
      rows.map(({ payload }) => payload.body),
    ],
  });
}
