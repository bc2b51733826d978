import { texts, uuids } from '../../arrays.ts';
import { createCopyRows } from '../../copy-rows.ts';
import type { Queries } from '../../database.ts';

/** A delivery as it is when its change is saved. */
export interface NewDelivery {
  id: string;
  event: { id: string; type: string; objectType: string; objectId: string; transactionId: string };
  webhook: { id: string };
  /** Null where the request has no body. */
  payload: { variant: string } | null;
  /** It takes its place behind earlier ones of the same object. */
  ordered: boolean;
  /** A node holds it and sends it from memory. Null: it is due at once for whoever claims it. */
  ticket: { nodeId: string } | null;
}

/** What the deliveries of one commit have in common. */
interface Commit {
  organizationId: string;
  now: Date;
}

/**
 * Inserts what is owed for a commit to one organization, in the same transaction. Places in the order are taken in
 * the order given.
 */
export async function deliveriesInsert(
  queries: Queries,
  deliveries: readonly NewDelivery[],
  commit: Commit,
): Promise<void> {
  await copyUnordered(
    queries,
    deliveries.filter(({ ordered }) => !ordered),
    commit,
  );
  await insertOrdered(
    queries,
    deliveries.filter(({ ordered }) => ordered),
    commit,
  );
}

const columns = [
  'organization_id',
  'id',
  'event_id',
  'webhook_id',
  'event_type',
  'object_type',
  'object_id',
  'transaction_id',
  'variant',
  'state',
  'due_at',
  'leased_by',
  'created_at',
];

async function copyUnordered(
  queries: Queries,
  deliveries: readonly NewDelivery[],
  { organizationId, now }: Commit,
): Promise<void> {
  if (deliveries.length === 0) return;
  const rows = createCopyRows(columns.length);
  for (const { id, event, webhook, payload, ticket } of deliveries) {
    rows
      .row()
      .uuid(organizationId)
      .uuid(id)
      .uuid(event.id)
      .uuid(webhook.id)
      .text(event.type)
      .text(event.objectType)
      .text(event.objectId)
      .uuid(event.transactionId)
      .text(payload?.variant ?? null)
      .text('waiting')
      .time(now)
      .uuid(ticket?.nodeId ?? null)
      .time(now);
  }
  await queries.query({
    text: `copy deliveries (${columns}) from stdin (format binary)`,
    copyRows: rows.end(),
  });
}

/** Each takes its number from a sequence, which COPY cannot do for some rows and not for others. No node holds them. */
async function insertOrdered(
  queries: Queries,
  deliveries: readonly NewDelivery[],
  { organizationId, now }: Commit,
): Promise<void> {
  if (deliveries.length === 0) return;
  await queries.query({
    name: 'deliveries-insert-ordered',
    text: `
      insert into deliveries (
        organization_id, id, event_id, webhook_id, event_type, object_type, object_id, transaction_id, variant,
        state, due_at, position, created_at
      )
      select $1::uuid, owed.id, owed.event_id, owed.webhook_id, owed.event_type, owed.object_type,
        owed.object_id, owed.transaction_id, owed.variant, 'waiting', $10::timestamptz,
        nextval('delivery_positions'), $10::timestamptz
      from unnest(
        $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::text[]
      ) as owed (id, event_id, webhook_id, event_type, object_type, object_id, transaction_id, variant)`,
    values: [
      organizationId,
      uuids(deliveries, ({ id }) => id),
      uuids(deliveries, ({ event }) => event.id),
      uuids(deliveries, ({ webhook }) => webhook.id),
      texts(deliveries, ({ event }) => event.type),
      texts(deliveries, ({ event }) => event.objectType),
      texts(deliveries, ({ event }) => event.objectId),
      uuids(deliveries, ({ event }) => event.transactionId),
      texts(deliveries, ({ payload }) => payload?.variant ?? null),
      now,
    ],
  });
}
