import type { Queries, Transaction } from '../../database.ts';
import { unseen } from '../../unseen.ts';
import { searchOf } from '../deliveries/deliveries-search.ts';
import { addDeliveryMatch, type DeliveryMatch } from '../deliveries/delivery-conditions.ts';
import { type Conditions, createConditions } from '../log-conditions.ts';
import { heldDeliveries } from '../nodes/held-deliveries.ts';

/** Which of the deliveries that wait are meant. */
export interface QueuedFilter extends DeliveryMatch {
  states?: readonly string[];
}

/**
 * The next deliveries after the cursor, oldest first, that wait in the database and were made before `before`: held
 * ones included, those that a node has in memory not. Index: deliveries_queued, or deliveries_due for one webhook.
 */
export async function queuedDeliveriesAfter(
  queries: Queries,
  organizationId: string,
  filter: QueuedFilter,
  range: { after: string | null; before: string; limit: number },
): Promise<{ id: string; webhookId: string }[]> {
  const conditions = await conditionsOf(queries, organizationId, filter);
  conditions.compare('id', '<', 'uuid', range.before);
  if (range.after !== null) conditions.compare('id', '>', 'uuid', range.after);
  const limit = `$${conditions.values.push(range.limit)}`;
  const rows = await queries.query<{ id: string; webhook_id: string }>({
    text: `
      select id, webhook_id
      from deliveries
      ${conditions.where()} and queued_at is not null
      order by id
      limit ${limit}`,
    values: conditions.values,
  });
  return rows.map((row) => ({ id: row.id, webhookId: row.webhook_id }));
}

/** How many there are, but not beyond `limit`. */
export async function queuedDeliveriesCount(
  queries: Queries,
  organizationId: string,
  filter: QueuedFilter,
  range: { before: string; limit: number },
): Promise<number> {
  const conditions = await conditionsOf(queries, organizationId, filter);
  conditions.compare('id', '<', 'uuid', range.before);
  const limit = `$${conditions.values.push(range.limit)}`;
  return countOf(
    queries,
    `select from deliveries ${conditions.where()} and queued_at is not null limit ${limit}`,
    conditions,
  );
}

/** How many of them nodes have in memory, by their tickets, but not beyond `limit`. Index: the primary key. */
export async function heldByNodesCount(
  queries: Queries,
  organizationId: string,
  filter: QueuedFilter,
  limit: number,
): Promise<number> {
  const conditions = await conditionsOf(queries, organizationId, filter);
  const most = `$${conditions.values.push(limit)}`;
  return countOf(
    queries,
    `
    select
    from (${heldDeliveries('d.*', 't.organization_id = $1', 'd.due_at is not null')}) deliveries
    ${conditions.where()}
    limit ${most}`,
    conditions,
  );
}

async function countOf(queries: Queries, matching: string, { values }: Conditions): Promise<number> {
  const [row] = await queries.query<{ count: number }>({
    text: `select count(*) as count from (${matching}) matching`,
    values,
  });
  return row?.count ?? 0;
}

/**
 * Gives these deliveries up, and writes down who did. Answers with how many: one that a node has claimed meanwhile may
 * be on the wire and is left alone. Called with the webhooks' rows locked, which always come first.
 */
export async function queuedDeliveriesCancel(
  tx: Transaction,
  input: { organizationId: string; ids: readonly string[]; by: string; now: Date },
): Promise<number> {
  if (input.ids.length === 0) return 0;
  const rows = await tx.query({
    name: 'queued-deliveries-cancel',
    text: `
      with chosen as (
        select d.organization_id, d.id
        from deliveries d
        where d.organization_id = ${unseen('$1')} and d.id = any($2::uuid[]) and d.queued_at is not null
        -- In one order everywhere, so that two jobs with common deliveries do not wait for each other in a circle.
        order by d.id
        for update
      )
      update deliveries d
      set
        state = 'cancelled', due_at = null, last_reason = 'cancelled-by-hand', cancelled_by = $3, finished_at = $4
      from chosen
      where d.organization_id = chosen.organization_id and d.id = chosen.id
      returning d.id`,
    values: [input.organizationId, input.ids, input.by, input.now],
  });
  return rows.length;
}

async function conditionsOf(
  queries: Queries,
  organizationId: string,
  filter: QueuedFilter,
): Promise<Conditions> {
  const conditions = createConditions('organization_id', organizationId);
  conditions.anyOf('state', 'text', filter.states);
  addDeliveryMatch(conditions, filter, await searchOf(queries, organizationId, filter.search));
  return conditions;
}
