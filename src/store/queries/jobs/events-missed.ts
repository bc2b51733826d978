import { uuidAtMs } from '../../../base/ids.ts';
import type { Queries, Transaction } from '../../database.ts';
import type { EventRecord, Snapshot } from '../../records/event.ts';

/** Events of a time range that were saved before `before`, for one webhook. */
export interface EventRange {
  organizationId: string;
  webhookId: string;
  from: Date;
  to: Date | null;
  before: string;
}

interface LookedAtRow {
  id: string;
  type: string;
  object_type: string;
  object_id: string;
  transaction_id: string;
  actor: string;
  occurred_at: Date;
  data: Snapshot | null;
  owed: boolean;
}

/** An event, or only its id where the webhook has a delivery of it, whatever became of that. */
export type LookedAt = { id: string; missed: EventRecord | null };

/**
 * The next events after the cursor, oldest first. All of them, so that a page is never more than `limit` rows to look
 * at, however many were delivered. Uses the primary key of events, and deliveries_by_event for each of them.
 */
export async function eventsLookAt(
  queries: Queries,
  range: EventRange,
  page: { after: string | null; limit: number },
): Promise<LookedAt[]> {
  const { from, to } = boundsOf(range);
  const rows = await queries.query<LookedAtRow>({
    name: 'events-look-at',
    text: `
      select
        e.id, e.type, e.object_type, e.object_id, e.transaction_id, e.actor, e.occurred_at, owed.is as owed,
        -- The snapshot is what weighs; it is left out where nobody needs it.
        case when not owed.is then e.data end as data
      from events e
      cross join lateral (
        -- What was erased can be sent to nobody any more.
        select e.data -> 'erasedAt' is not null or exists (
          select from deliveries d
          where d.organization_id = e.organization_id and d.event_id = e.id and d.webhook_id = $2
        ) as is
      ) owed
      where e.organization_id = $1
        -- The cursor is the lower bound too, or each page would be looked for from the start of the range.
        and e.id >= $3 and e.id < $4 and e.id < $5 and ($6::uuid is null or e.id > $6)
      order by e.id
      limit $7`,
    values: [
      range.organizationId,
      range.webhookId,
      page.after ?? from,
      to,
      range.before,
      page.after,
      page.limit,
    ],
  });
  return rows.map((row) => ({ id: row.id, missed: eventFrom(range.organizationId, row) }));
}

/** How many there are in the range, delivered ones included, but not beyond `limit`. */
export async function eventsCount(queries: Queries, range: EventRange, limit: number): Promise<number> {
  const { organizationId } = range;
  const { from, to } = boundsOf(range);
  const [row] = await queries.query<{ count: number }>({
    text: `
      select count(*) as count
      from (
        select from events where organization_id = $1 and id >= $2 and id < $3 and id < $4 limit $5
      ) counted`,
    values: [organizationId, from, to, range.before, limit],
  });
  return row?.count ?? 0;
}

/**
 * Lets one replay at a time look at what a webhook has missed, until the transaction ends: two that look at once would
 * both find an event missing and both make a delivery. Not the lock on the webhook's row, which would make the
 * results of its attempts wait.
 */
export async function replayLock(tx: Transaction, webhookId: string): Promise<void> {
  await tx.query({
    name: 'replay-lock',
    text: `select pg_advisory_xact_lock(hashtextextended('replay ' || $1::text, 0))`,
    values: [webhookId],
  });
}

function boundsOf({ from, to, before }: EventRange): { from: string; to: string } {
  return { from: uuidAtMs(from.getTime()), to: to === null ? before : uuidAtMs(to.getTime()) };
}

function eventFrom(organizationId: string, row: LookedAtRow): EventRecord | null {
  if (row.data === null) return null;
  return {
    organizationId,
    id: row.id,
    type: row.type,
    objectType: row.object_type,
    objectId: row.object_id,
    transactionId: row.transaction_id,
    actor: row.actor,
    occurredAt: row.occurred_at,
    data: row.data,
  };
}
