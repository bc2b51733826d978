import type { Queries, Transaction } from '../../database.ts';
import { unseen } from '../../unseen.ts';
import { searchOf } from '../deliveries/deliveries-search.ts';
import { addDeliveryMatch, type DeliveryMatch } from '../deliveries/delivery-conditions.ts';
import { type Conditions, createConditions } from '../log-conditions.ts';

/** Which finished deliveries are meant. */
export interface FinishedFilter extends DeliveryMatch {
  states?: readonly string[];
  /** By the time at which nothing more was owed. */
  finishedSince?: Date;
}

/** A finished delivery, and whether its event is still kept: retention may have dropped it, or its data was erased. */
export interface FinishedDelivery {
  id: string;
  webhookId: string;
  eventId: string;
  eventKept: boolean;
}

/** Of `deliveries`: its event is kept, with its data. */
export const eventKept = `exists (
  select
  from events e
  where e.organization_id = deliveries.organization_id and e.id = deliveries.event_id and e.data -> 'erasedAt' is null
)`;

/**
 * The next finished deliveries after the cursor, oldest first, that were made before `before`. Uses the primary key,
 * deliveries_by_webhook, deliveries_by_event or deliveries_in_trouble, whichever narrows most.
 */
export async function finishedDeliveriesAfter(
  queries: Queries,
  organizationId: string,
  filter: FinishedFilter,
  range: { after: string | null; before: string; limit: number },
): Promise<FinishedDelivery[]> {
  const conditions = await conditionsOf(queries, organizationId, filter);
  conditions.compare('id', '<', 'uuid', range.before);
  if (range.after !== null) conditions.compare('id', '>', 'uuid', range.after);
  const limit = `$${conditions.values.push(range.limit)}`;
  const rows = await queries.query<FinishedRow>({
    text: `
      select
        id, webhook_id, event_id,
        ${eventKept} as event_kept
      from deliveries
      ${conditions.where()}
      order by id
      limit ${limit}`,
    values: conditions.values,
  });
  return rows.map(finishedFrom);
}

/** What the statements that look for finished deliveries select. */
export interface FinishedRow {
  id: string;
  webhook_id: string;
  event_id: string;
  event_kept: boolean;
}

export function finishedFrom(row: FinishedRow): FinishedDelivery {
  return { id: row.id, webhookId: row.webhook_id, eventId: row.event_id, eventKept: row.event_kept };
}

/** How many there are, but not beyond `limit`; with `sendable`, of those that can still be sent. */
export async function finishedDeliveriesCount(
  queries: Queries,
  organizationId: string,
  filter: FinishedFilter,
  range: { before: string; limit: number; sendable: boolean },
): Promise<number> {
  const conditions = await conditionsOf(queries, organizationId, filter);
  conditions.compare('id', '<', 'uuid', range.before);
  const limit = `$${conditions.values.push(range.limit)}`;
  const [row] = await queries.query<{ count: number }>({
    text: `
      select count(*) as count
      from (
        select from deliveries ${conditions.where()} ${range.sendable ? hasWebhookAndEvent : ''} limit ${limit}
      ) matching`,
    values: conditions.values,
  });
  return row?.count ?? 0;
}

/** Of `deliveries`: without these there is nothing to send. */
export const hasWebhookAndEvent = `
  and exists (
    select from webhooks w where w.organization_id = deliveries.organization_id and w.id = deliveries.webhook_id
  )
  and ${eventKept}`;

async function conditionsOf(
  queries: Queries,
  organizationId: string,
  filter: FinishedFilter,
): Promise<Conditions> {
  const conditions = createConditions('organization_id', organizationId);
  // The state alone would not do: a delivery that was made due again is `waiting` only from then on.
  const states = filter.states ?? ['delivered', 'failed', 'cancelled'];
  // One state stands alone, so that deliveries_in_trouble gives its rows in order, without a sort for each page.
  if (states.length === 1 && states[0] !== 'delivered') conditions.equals('trouble', states[0]);
  else conditions.anyOf('state', 'text', states);
  addDeliveryMatch(conditions, filter, await searchOf(queries, organizationId, filter.search));
  if (filter.finishedSince) conditions.compare('finished_at', '>=', 'timestamptz', filter.finishedSince);
  return conditions;
}

/**
 * Makes finished deliveries due again, each with its retry schedule started afresh: at once where its webhook is on,
 * otherwise when that is switched on. Answers with how many: one that somebody else has made due meanwhile is left
 * alone. Called with the rows of the webhooks and then those of the events locked, which always come first.
 */
export async function finishedDeliveriesRequeue(
  tx: Transaction,
  organizationId: string,
  deliveries: readonly { id: string; enabled: boolean }[],
  now: Date,
): Promise<number> {
  if (deliveries.length === 0) return 0;
  const rows = await tx.query({
    name: 'finished-deliveries-requeue',
    text: `
      with chosen as (
        select d.organization_id, d.id, wanted.enabled
        from unnest($2::uuid[], $3::boolean[]) as wanted (id, enabled)
        join deliveries d on d.organization_id = ${unseen('$1')} and d.id = wanted.id
        where d.due_at is null
        -- In one order everywhere, so that two jobs with common deliveries do not wait for each other in a circle.
        order by d.id
        for update of d
      )
      update deliveries d
      set
        state = 'waiting', round_attempts = 0, finished_at = null, cancelled_by = null,
        due_at = case when chosen.enabled then $4::timestamptz else 'infinity' end
      from chosen
      where d.organization_id = chosen.organization_id and d.id = chosen.id
      returning d.id`,
    values: [organizationId, deliveries.map(({ id }) => id), deliveries.map(({ enabled }) => enabled), now],
  });
  return rows.length;
}
