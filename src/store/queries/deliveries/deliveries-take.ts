import { groupBy } from '../../../base/group-by.ts';
import { uuids } from '../../arrays.ts';
import type { Transaction } from '../../database.ts';
import type { DayTables } from '../../day-tables.ts';
import type { EventRecord, Snapshot } from '../../records/event.ts';

/** A delivery that this node has claimed, with the event and the bytes it needs. */
export interface ClaimedDelivery {
  id: string;
  /** What it is held under. */
  ticket: { id: string; nodeId: string };
  webhookId: string;
  attempts: number;
  roundAttempts: number;
  ordered: boolean;
  event: EventRecord;
  payload: { variant: string; contentType: string; body: Buffer } | null;
}

interface ClaimedRow {
  id: string;
  ticket_id: string;
  organization_id: string;
  webhook_id: string;
  attempts: number;
  round_attempts: number;
  position: number | null;
  event_id: string;
  event_type: string;
  object_type: string;
  object_id: string;
  transaction_id: string;
  actor: string;
  /** Null where the event is gone. */
  occurred_at: Date | null;
  data: Snapshot;
  variant: string | null;
  content_type: string | null;
  body: Buffer | null;
}

/** What came of claiming. */
export interface Claim {
  claimed: ClaimedDelivery[];
  /** What is over, as its event or its body is gone. */
  expired: { organizationId: string; webhookId: string }[];
}

/** What is claimed: a delivery, and where its event is. */
export interface DueDelivery {
  organizationId: string;
  id: string;
  eventId: string;
}

/**
 * Has this node hold these deliveries, whose rows are locked, and reads what sending them needs. Answers in the order in which they
 * go out: by their place where they have one, and by their id otherwise. Those whose event or body is gone are over: they were owed
 * afresh while retention was removing it, which takes minutes.
 *
 * What is due was looked for in every partition; this takes it from the days that it is in.
 */
export async function deliveriesTake(
  tx: Transaction,
  { nodeId, now, days }: { nodeId: string; now: Date; days: DayTables },
  due: readonly DueDelivery[],
): Promise<Claim> {
  const taken: ClaimedRow[] = [];
  const over: ClaimedRow[] = [];
  for (const [deliveries, ofDay] of groupBy(due, ({ id }) => days.tableOf('deliveries', id))) {
    for (const [events, own] of groupBy(ofDay, ({ eventId }) => days.tableOf('events', eventId))) {
      const payloads = days.tableOf('payloads', own[0]!.eventId);
      const rows = await take(tx, { deliveries, events, payloads }, nodeId, own);
      const expired = rows.filter(isExpired);
      await expire(tx, deliveries, now, expired);
      over.push(...expired);
      taken.push(...(expired.length === 0 ? rows : rows.filter((row) => !isExpired(row))));
    }
  }
  return {
    claimed: taken.sort(byOrder).map((row) => claimedFromRow(row, nodeId)),
    expired: over.map((row) => ({ organizationId: row.organization_id, webhookId: row.webhook_id })),
  };
}

function byOrder(one: ClaimedRow, other: ClaimedRow): number {
  const byPosition = (one.position ?? 0) - (other.position ?? 0);
  return byPosition !== 0 ? byPosition : one.id < other.id ? -1 : 1;
}

function isExpired({ occurred_at, variant, body }: ClaimedRow): boolean {
  return occurred_at === null || (variant !== null && body === null);
}

/** By the primary key. Their ticket names them still, and finds nothing under it. */
async function expire(tx: Transaction, table: string, now: Date, rows: readonly ClaimedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query({
    text: `
      update ${table} d
      set state = 'cancelled', due_at = null, leased_by = null, last_reason = 'event-expired', finished_at = $3
      from unnest($1::uuid[], $2::uuid[]) as gone (organization_id, id)
      where d.organization_id = gone.organization_id and d.id = gone.id`,
    values: [uuids(rows, (row) => row.organization_id), uuids(rows, ({ id }) => id), now],
  });
}

async function take(
  tx: Transaction,
  tables: { deliveries: string; events: string; payloads: string },
  nodeId: string,
  due: readonly DueDelivery[],
): Promise<ClaimedRow[]> {
  return tx.query<ClaimedRow>({
    text: `
      with claimed as (
        update ${tables.deliveries} d
        set leased_by = $1
        from unnest($2::uuid[], $3::uuid[]) as due (organization_id, id)
        where d.organization_id = due.organization_id and d.id = due.id
        returning d.*
      ), ticketed as (
        insert into tickets (id, node_id, organization_id, delivery_ids)
        select gen_random_uuid(), $1, organization_id, array_agg(id)
        from claimed
        group by organization_id
        returning id, organization_id
      )
      select
        t.id as ticket_id,
        c.id, c.organization_id, c.webhook_id, c.attempts, c.round_attempts, c.position,
        c.event_id, c.event_type, c.object_type, c.object_id, c.transaction_id, e.actor, e.occurred_at, e.data,
        c.variant, p.content_type, p.body
      from claimed c
      join ticketed t on t.organization_id = c.organization_id
      left join ${tables.events} e on e.organization_id = c.organization_id and e.id = c.event_id
      left join ${tables.payloads} p
        on p.organization_id = c.organization_id and p.event_id = c.event_id and p.variant = c.variant`,
    values: [nodeId, uuids(due, ({ organizationId }) => organizationId), uuids(due, ({ id }) => id)],
  });
}

function claimedFromRow(row: ClaimedRow, nodeId: string): ClaimedDelivery {
  return {
    id: row.id,
    ticket: { id: row.ticket_id, nodeId },
    webhookId: row.webhook_id,
    attempts: row.attempts,
    roundAttempts: row.round_attempts,
    ordered: row.position !== null,
    event: {
      organizationId: row.organization_id,
      id: row.event_id,
      type: row.event_type,
      objectType: row.object_type,
      objectId: row.object_id,
      transactionId: row.transaction_id,
      actor: row.actor,
      occurredAt: row.occurred_at!,
      data: row.data,
    },
    payload:
      row.variant === null || row.content_type === null || row.body === null
        ? null
        : { variant: row.variant, contentType: row.content_type, body: row.body },
  };
}
