import { groupBy } from '../../../base/group-by.ts';
import { integers, texts, times, uuids } from '../../arrays.ts';
import type { Queries } from '../../database.ts';
import type { DayTables } from '../../day-tables.ts';

/** What became of a delivery after an attempt, or after it was found that none can be made. */
export interface Settled {
  organizationId: string;
  id: string;
  webhookId: string;
  state: 'waiting' | 'retrying' | 'delivered' | 'failed' | 'cancelled';
  /** How many attempts had been counted when this one began. */
  attemptsBefore: number;
  /** 1 when an attempt was made. */
  attemptsMade: 0 | 1;
  dueAt: Date | null;
  lastAttemptAt: Date | null;
  lastStatus: number | null;
  lastReason: string | null;
  finishedAt: Date | null;
}

/**
 * Writes the results of many attempts at once and lets go of the deliveries. A delivery that another node has taken
 * over meanwhile keeps that node's lease: its own result will follow, and the attempt is in the log anyway. So does one
 * that has gone on since: when the answer to a commit was lost, the same results are written again, and the node may
 * hold the delivery once more by then. The number of attempts tells the two apart.
 *
 * Switching a webhook off locks its row and then its deliveries, in the order of their ids. So what needs the rows of webhooks is
 * written first, and everything in the order of the ids. The plan may still take rows in another one; then one of the two is
 * broken off as a deadlock, and tried again.
 */
export async function deliveriesSettle(
  queries: Queries,
  nodeId: string,
  settled: readonly Settled[],
  days: DayTables,
): Promise<void> {
  const inOrder = [...settled].sort((one, other) => (one.id < other.id ? -1 : 1));
  const byDay = [...groupBy(inOrder, ({ id }) => days.tableOf('deliveries', id))];
  for (const [table, own] of byDay) {
    const again = own.filter(({ dueAt }) => dueAt !== null);
    await putBack(queries, table, nodeId, again);
  }
  for (const [table, own] of byDay) {
    const finished = own.filter(({ dueAt }) => dueAt === null);
    await finish(queries, table, nodeId, finished);
  }
}

/**
 * Nothing more is owed. Nearly all deliveries end here after their first attempt, and none of the columns that are
 * written is in an index then.
 *
 * No name, so that it is planned for every batch, with the table as large as it is by then. A plan that was made when a day's
 * partition was empty reads all of it for each batch for as long as it is kept.
 */
async function finish(
  queries: Queries,
  table: string,
  nodeId: string,
  settled: readonly Settled[],
): Promise<void> {
  if (settled.length === 0) return;
  await queries.query({
    text: `
      update ${table} d
      set
        state = o.state,
        attempts = d.attempts + o.attempts_made,
        round_attempts = d.round_attempts + o.attempts_made,
        due_at = null,
        leased_by = null,
        last_attempt_at = coalesce(o.last_attempt_at, d.last_attempt_at),
        last_status = case when o.attempts_made = 1 then o.last_status else d.last_status end,
        last_reason = o.last_reason,
        finished_at = o.time
      from ${outcomes}
      where d.organization_id = o.organization_id and d.id = o.id and d.leased_by = $1
        and d.attempts = o.attempts_before`,
    values: [nodeId, ...outcomeValues(settled), times(settled, ({ finishedAt }) => finishedAt)],
  });
}

/**
 * It is tried again. If the webhook was switched off or removed while the attempt ran, it is held or cancelled here,
 * because the statement that did so could not see a due time that was not written yet. The lock on the webhook's row
 * keeps that from happening between the look and the write ("for share" waits for an update of the row, "for key share"
 * would not).
 *
 * The webhooks are named and not looked up by way of the deliveries: before a new table is analyzed, the planner takes a
 * webhook's deliveries for few, and read all of its backlog once for each row.
 */
async function putBack(
  queries: Queries,
  table: string,
  nodeId: string,
  settled: readonly Settled[],
): Promise<void> {
  if (settled.length === 0) return;
  await queries.query({
    text: `
      with held as materialized (
        select w.organization_id, w.id, w.enabled
        from webhooks w
        where (w.organization_id, w.id) in (select o.organization_id, o.webhook_id from ${outcomesWithWebhook})
        order by w.id
        for share of w
      )
      update ${table} d
      set
        state = case when h.id is null then 'cancelled' else o.state end,
        attempts = d.attempts + o.attempts_made,
        round_attempts = d.round_attempts + o.attempts_made,
        due_at = case when h.id is null then null when not h.enabled then 'infinity' else o.time end,
        leased_by = null,
        last_attempt_at = coalesce(o.last_attempt_at, d.last_attempt_at),
        last_status = case when o.attempts_made = 1 then o.last_status else d.last_status end,
        last_reason = case when h.id is null then 'webhook-removed' else o.last_reason end,
        finished_at = case when h.id is null then coalesce(o.last_attempt_at, now()) end
      from ${outcomesWithWebhook}
      left join held h on h.organization_id = o.organization_id and h.id = o.webhook_id
      where d.organization_id = o.organization_id and d.id = o.id and d.leased_by = $1
        and d.attempts = o.attempts_before`,
    values: [
      nodeId,
      ...outcomeValues(settled),
      times(settled, ({ dueAt }) => dueAt),
      uuids(settled, ({ webhookId }) => webhookId),
    ],
  });
}

/** `time` is when it was finished, or when it is due. */
const arrays = `
  $2::uuid[], $3::uuid[], $4::text[], $5::integer[], $6::integer[], $7::timestamptz[], $8::integer[], $9::text[],
  $10::timestamptz[]`;
const names =
  'organization_id, id, state, attempts_before, attempts_made, last_attempt_at, last_status, last_reason, time';
const outcomes = `unnest(${arrays}) as o (${names})`;
const outcomesWithWebhook = `unnest(${arrays}, $11::uuid[]) as o (${names}, webhook_id)`;

function outcomeValues(settled: readonly Settled[]): Buffer[] {
  return [
    uuids(settled, (delivery) => delivery.organizationId),
    uuids(settled, (delivery) => delivery.id),
    texts(settled, (delivery) => delivery.state),
    integers(settled, (delivery) => delivery.attemptsBefore),
    integers(settled, (delivery) => delivery.attemptsMade),
    times(settled, (delivery) => delivery.lastAttemptAt),
    integers(settled, (delivery) => delivery.lastStatus),
    texts(settled, (delivery) => delivery.lastReason),
  ];
}
