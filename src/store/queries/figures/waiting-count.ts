import type { Queries } from '../../database.ts';
import { heldDeliveries } from '../nodes/held-deliveries.ts';

/** What waits in an organization now. */
export interface WaitingRow {
  waiting: number;
  retrying: number;
  held: number;
  oldest: Date | null;
}

/**
 * Counts what waits for a node or is held by one, up to a limit, so that a long backlog is not made longer by it. Indexes:
 * deliveries_queued and deliveries_in_trouble, without a look at the rows; the primary key for what nodes hold.
 */
export async function waitingCount(
  queries: Queries,
  input: { organizationId: string; limit: number },
): Promise<WaitingRow> {
  const [row] = await queries.query<WaitingRow>({
    name: 'waiting-count',
    text: `
      with queued as (
        select queued_at from deliveries where organization_id = $1 and queued_at is not null limit $2
      ), taken as (
        ${heldDeliveries('d.due_at', 't.organization_id = $1')}
        limit $2
      ), retrying as (
        select 1 from deliveries where organization_id = $1 and trouble = 'retrying' limit $2
      )
      select
        (select count(*) from queued where queued_at < 'infinity') + (select count(*) from taken) as waiting,
        (select count(*) from retrying) as retrying,
        (select count(*) from queued where queued_at = 'infinity') as held,
        least(
          (select min(queued_at) from queued where queued_at < 'infinity'),
          (select min(due_at) from taken where due_at < 'infinity')
        ) as oldest`,
    values: [input.organizationId, input.limit],
  });
  return row ?? { waiting: 0, retrying: 0, held: 0, oldest: null };
}

/** How a webhook stands. */
export interface WebhookStateRow {
  id: string;
  enabled: boolean;
  disabled_reason: string | null;
  failing_since: Date | null;
  waiting: number;
  oldest: Date | null;
  attempt_id: string | null;
  attempt_at: Date | null;
  attempt_status: number | null;
  attempt_reason: string | null;
  attempt_ms: number | null;
}

/**
 * Each webhook of an organization with what waits for it, counted up to a limit, and its last attempt. Indexes:
 * deliveries_due and attempts_by_webhook, once for each webhook.
 */
export function webhooksState(
  queries: Queries,
  input: { organizationId: string; limit: number },
): Promise<WebhookStateRow[]> {
  return queries.query<WebhookStateRow>({
    name: 'webhooks-state',
    text: `
      select w.id, w.enabled, w.disabled_reason, w.failing_since, q.waiting, q.oldest, a.id as attempt_id,
        a.started_at as attempt_at, a.response_status as attempt_status, a.reason as attempt_reason,
        (a.timings ->> 'total')::float8 as attempt_ms
      from webhooks w
      cross join lateral (
        select count(*) as waiting, nullif(min(queued_at), 'infinity') as oldest
        from (
          select queued_at from deliveries where webhook_id = w.id and queued_at is not null limit $2
        ) queued
      ) q
      left join lateral (
        select id, started_at, response_status, reason, timings
        from attempts
        where organization_id = w.organization_id and webhook_id = w.id
        order by id desc
        limit 1
      ) a on true
      where w.organization_id = $1
      order by w.id`,
    values: [input.organizationId, input.limit],
  });
}
