import type { Queries } from '../../database.ts';

/** What came of asking for a delivery to be sent again. */
export type Requeued = 'queued' | 'not-found' | 'webhook-gone' | 'webhook-off' | 'already-waiting';

/**
 * Makes a finished delivery due at once, with its retry schedule started afresh. The webhook's row is locked against
 * being switched off or removed in between, and ahead of the delivery, as in every other statement that changes both; a
 * delivery that still waits for an attempt is left alone. One whose event retention has dropped cannot be sent again.
 */
export async function deliveryRequeue(
  queries: Queries,
  input: { organizationId: string; id: string; now: Date },
): Promise<Requeued> {
  const rows = await queries.query<{ due_at: Date | null; enabled: boolean | null }>({
    name: 'delivery-requeue-look',
    text: `
      with webhook as materialized (
        select w.enabled
        from webhooks w
        join deliveries d on d.organization_id = w.organization_id and d.webhook_id = w.id
        where d.organization_id = $1 and d.id = $2
        for share of w
      )
      select d.due_at, (select enabled from webhook) as enabled
      from deliveries d
      join events e on e.organization_id = d.organization_id and e.id = d.event_id
      where d.organization_id = $1 and d.id = $2
      for update of d`,
    values: [input.organizationId, input.id],
  });
  const found = rows[0];
  if (found === undefined) return 'not-found';
  if (found.due_at !== null) return 'already-waiting';
  if (found.enabled === null) return 'webhook-gone';
  if (!found.enabled) return 'webhook-off';
  await queries.query({
    name: 'delivery-requeue',
    text: `
      update deliveries
      set state = 'waiting', due_at = $3, round_attempts = 0, finished_at = null
      where organization_id = $1 and id = $2`,
    values: [input.organizationId, input.id, input.now],
  });
  return 'queued';
}
