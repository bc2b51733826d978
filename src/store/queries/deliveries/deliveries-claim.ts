import { groupBy } from '../../../base/group-by.ts';
import { uuids } from '../../arrays.ts';
import type { Queries, Statement, Transaction } from '../../database.ts';
import type { DayTables } from '../../day-tables.ts';
import { planAsUsual, planOnceForIndexes } from '../../plan-settings.ts';
import type { EventRecord, Snapshot } from '../../records/event.ts';

/** A delivery that this node has claimed, with the event and the bytes it needs. */
export interface ClaimedDelivery {
  id: string;
  /** The ticket it is held under. */
  ticketId: string;
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
  ordered: boolean;
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

/** A webhook that something waits for, and when the first of it is due. */
export interface WaitingWebhook {
  webhookId: string;
  dueAt: Date;
  /** What is due first has a place in the order of its object. */
  ordered: boolean;
}

/**
 * The webhooks that have something waiting which nobody holds. Jumps from webhook to webhook along deliveries_due,
 * so that a backlog of millions costs no more than one of two.
 */
export async function deliveriesWaiting(queries: Queries): Promise<WaitingWebhook[]> {
  const rows = await queries.query<{ webhook_id: string; due_at: Date; ordered: boolean }>({
    name: 'deliveries-waiting',
    text: `
      with recursive waiting as (
        (
          select webhook_id, queued_at as due_at, owed_position is not null as ordered
          from deliveries
          where queued_at is not null
          order by webhook_id, queued_at
          limit 1
        )
        union all
        select next.webhook_id, next.due_at, next.ordered
        from waiting
        cross join lateral (
          select d.webhook_id, d.queued_at as due_at, d.owed_position is not null as ordered
          from deliveries d
          where d.queued_at is not null and d.webhook_id > waiting.webhook_id
          order by d.webhook_id, d.queued_at
          limit 1
        ) next
      )
      select webhook_id, due_at, ordered from waiting where due_at < 'infinity'`,
  });
  return rows.map((row) => ({ webhookId: row.webhook_id, dueAt: row.due_at, ordered: row.ordered }));
}

/**
 * Claims what is due for each webhook, the longest waiting first, up to the room it has. Of an ordered webhook only the
 * first delivery of each object is claimed: the others wait until that one is settled. So does an earlier one that
 * comes late (its transaction committed last, or it is sent again) while another is under way.
 */
export async function deliveriesClaim(
  tx: Transaction,
  input: { nodeId: string; now: Date; rooms: ReadonlyMap<string, number>; days: DayTables },
): Promise<ClaimedDelivery[]> {
  if (input.rooms.size === 0) return [];
  return claim(tx, input, {
    name: 'deliveries-due',
    text: `
      select first.organization_id, first.id, first.event_id
      from unnest($2::uuid[], $3::integer[]) as wanted (webhook_id, room)
      cross join lateral (
        select d.organization_id, d.id, d.event_id
        from deliveries d
        where d.webhook_id = wanted.webhook_id and d.queued_at <= $1 and ${isFirst}
        order by d.queued_at, d.id
        limit wanted.room
        for update skip locked
      ) first`,
    values: [input.now, [...input.rooms.keys()], [...input.rooms.values()]],
  });
}

/** Claims those of these deliveries that are still due, and still first for their objects. */
export async function deliveriesClaimThese(
  tx: Transaction,
  input: {
    nodeId: string;
    now: Date;
    deliveries: readonly { organizationId: string; id: string }[];
    days: DayTables;
  },
): Promise<ClaimedDelivery[]> {
  const { now, deliveries } = input;
  if (deliveries.length === 0) return [];
  return claim(tx, input, {
    name: 'deliveries-due-of-these',
    text: `
      select d.organization_id, d.id, d.event_id
      from unnest($2::uuid[], $3::uuid[]) as wanted (organization_id, id)
      join deliveries d on d.organization_id = wanted.organization_id and d.id = wanted.id
      where d.queued_at <= $1 and ${isFirst}
      for update of d skip locked`,
    values: [now, deliveries.map(({ organizationId }) => organizationId), deliveries.map(({ id }) => id)],
  });
}

/**
 * Of a delivery `d`: it has no order, or is first in that of its object. What is under way has a place below zero. A question of
 * its own for each row and not "not exists", which the planner may answer by reading all that is owed for an object.
 */
export const isFirst = `(
  d.owed_position is null
  or d.owed_position = (
    select other.owed_position
    from deliveries other
    where other.webhook_id = d.webhook_id and other.object_id = d.object_id and other.owed_position is not null
    order by other.owed_position
    limit 1
  )
)`;

/** What is due: a delivery, and where its event is. */
interface DueRow {
  organization_id: string;
  id: string;
  event_id: string;
}

/**
 * `due` selects what is claimed. "Skip locked" in it lets many nodes claim at once without waiting for each other; the
 * lease then keeps them apart until the result is written.
 *
 * It looks into every partition, so it is planned once per connection and kept to indexes. What it has found is then taken from the
 * days that it is in.
 */
async function claim(
  tx: Transaction,
  { nodeId, days }: { nodeId: string; days: DayTables },
  due: Statement,
): Promise<ClaimedDelivery[]> {
  await planOnceForIndexes(tx);
  const found = await tx.query<DueRow>(due);
  await planAsUsual(tx);
  const claimed: ClaimedDelivery[] = [];
  for (const [deliveries, ofDay] of groupBy(found, ({ id }) => days.tableOf('deliveries', id))) {
    for (const [events, due] of groupBy(ofDay, ({ event_id }) => days.tableOf('events', event_id))) {
      const payloads = days.tableOf('payloads', due[0]!.event_id);
      claimed.push(...(await take(tx, { deliveries, events, payloads }, nodeId, due)));
    }
  }
  return claimed.sort((one, other) => (one.id < other.id ? -1 : 1));
}

async function take(
  tx: Transaction,
  tables: { deliveries: string; events: string; payloads: string },
  nodeId: string,
  due: readonly DueRow[],
): Promise<ClaimedDelivery[]> {
  const rows = await tx.query<ClaimedRow>({
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
        c.id, c.organization_id, c.webhook_id, c.attempts, c.round_attempts, c.position is not null as ordered,
        c.event_id, c.event_type, c.object_type, c.object_id, c.transaction_id, e.actor, e.occurred_at, e.data,
        c.variant, p.content_type, p.body
      from claimed c
      join ticketed t on t.organization_id = c.organization_id
      join ${tables.events} e on e.organization_id = c.organization_id and e.id = c.event_id
      left join ${tables.payloads} p
        on p.organization_id = c.organization_id and p.event_id = c.event_id and p.variant = c.variant`,
    values: [nodeId, uuids(due, ({ organization_id }) => organization_id), uuids(due, ({ id }) => id)],
  });
  return rows.map(claimedFromRow);
}

function claimedFromRow(row: ClaimedRow): ClaimedDelivery {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    webhookId: row.webhook_id,
    attempts: row.attempts,
    roundAttempts: row.round_attempts,
    ordered: row.ordered,
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
