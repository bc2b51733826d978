import type { Queries } from '../../database.ts';
import type { EventRecord, Snapshot } from '../../records/event.ts';

/** A delivery that this node has claimed, with the event and the bytes it needs. */
export interface ClaimedDelivery {
  id: string;
  webhookId: string;
  attempts: number;
  roundAttempts: number;
  event: EventRecord;
  payload: { variant: string; contentType: string; body: Buffer } | null;
}

interface ClaimedRow {
  id: string;
  organization_id: string;
  webhook_id: string;
  attempts: number;
  round_attempts: number;
  event_id: string;
  event_type: string;
  object_type: string;
  object_id: string;
  transaction_id: string;
  actor: string;
  occurred_at: Date;
  data: Snapshot;
  variant: string | null;
  content_type: string | null;
  body: Buffer | null;
}

/**
 * Claims deliveries that are due, the longest waiting first. "Skip locked" lets many nodes claim at once without
 * waiting for each other; the lease then keeps them apart until the result is written. Uses deliveries_due.
 */
export async function deliveriesClaim(
  queries: Queries,
  input: { nodeId: string; now: Date; limit: number },
): Promise<ClaimedDelivery[]> {
  const rows = await queries.query<ClaimedRow>({
    name: 'deliveries-claim',
    text: `
      with due as materialized (
        select organization_id, id
        from deliveries
        where leased_by is null and due_at <= $2
        order by due_at, id
        limit $3
        for update skip locked
      ), claimed as (
        update deliveries d
        set leased_by = $1
        from due
        where d.organization_id = due.organization_id and d.id = due.id
        returning d.*
      )
      select
        c.id, c.organization_id, c.webhook_id, c.attempts, c.round_attempts, c.event_id, c.event_type,
        c.object_type, c.object_id, c.transaction_id, e.actor, e.occurred_at, e.data, c.variant,
        p.content_type, p.body
      from claimed c
      join events e on e.organization_id = c.organization_id and e.id = c.event_id
      left join payloads p
        on p.organization_id = c.organization_id and p.event_id = c.event_id and p.variant = c.variant
      order by c.id`,
    values: [input.nodeId, input.now, input.limit],
  });
  return rows.map(claimedFromRow);
}

function claimedFromRow(row: ClaimedRow): ClaimedDelivery {
  return {
    id: row.id,
    webhookId: row.webhook_id,
    attempts: row.attempts,
    roundAttempts: row.round_attempts,
    event: {
      organizationId: row.organization_id,
      id: row.event_id,
      type: row.event_type,
      objectType: row.object_type,
      objectId: row.object_id,
      transactionId: row.transaction_id,
      actor: row.actor,
      occurredAt: row.occurred_at,
      data: row.data,
    },
    payload:
      row.variant === null || row.content_type === null || row.body === null
        ? null
        : { variant: row.variant, contentType: row.content_type, body: row.body },
  };
}

/** When the next delivery that nobody holds is due; null when none waits. Uses deliveries_due. */
export async function deliveriesNextDue(queries: Queries): Promise<Date | null> {
  const rows = await queries.query<{ due_at: Date | null }>({
    name: 'deliveries-next-due',
    text: `
      select min(due_at) as due_at
      from deliveries
      where leased_by is null and due_at is not null and due_at < 'infinity'`,
  });
  return rows[0]?.due_at ?? null;
}
