import type { Queries, Transaction } from '../../database.ts';
import type { DayTables } from '../../day-tables.ts';
import { planAsUsual, planOnceForIndexes } from '../../plan-settings.ts';
import { type Claim, type DueDelivery, deliveriesTake } from './deliveries-take.ts';

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
): Promise<Claim> {
  if (input.rooms.size === 0) return { claimed: [], expired: [] };
  // It looks into every partition, so it is planned once per connection and kept to indexes.
  await planOnceForIndexes(tx);
  const due = await tx.query<DueDelivery>({
    name: 'deliveries-due',
    text: `
      select first.organization_id as "organizationId", first.id, first.event_id as "eventId"
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
  await planAsUsual(tx);
  return deliveriesTake(tx, input, due);
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
