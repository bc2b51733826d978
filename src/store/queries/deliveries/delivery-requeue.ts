import type { Queries } from '../../database.ts';

/** What came of asking for a delivery to be sent again. */
export type Requeued =
  | 'queued'
  | 'not-found'
  | 'webhook-gone'
  | 'webhook-off'
  | 'already-waiting'
  | 'event-gone';

/**
 * Makes a finished delivery due at once, with its retry schedule started afresh. The webhook's row is locked against
 * being switched off or removed in between; a delivery that still waits for an attempt is left alone.
 */
export async function deliveryRequeue(
  queries: Queries,
  input: { organizationId: string; id: string; now: Date },
): Promise<Requeued> {
  // The webhook before its deliveries, as in every statement that locks both.
  const webhooks = await queries.query<{ enabled: boolean }>({
    name: 'delivery-requeue-webhook',
    text: `
      select w.enabled
      from deliveries d
      join webhooks w on w.organization_id = d.organization_id and w.id = d.webhook_id
      where d.organization_id = $1 and d.id = $2
      for share of w`,
    values: [input.organizationId, input.id],
  });
  const deliveries = await queries.query<{ due_at: Date | null; event_kept: boolean }>({
    name: 'delivery-requeue-look',
    text: `
      select
        d.due_at,
        exists (select from events e where e.organization_id = $1 and e.id = d.event_id) as event_kept
      from deliveries d
      where d.organization_id = $1 and d.id = $2
      for update of d`,
    values: [input.organizationId, input.id],
  });
  const [delivery] = deliveries;
  if (delivery === undefined) return 'not-found';
  if (delivery.due_at !== null) return 'already-waiting';
  const [webhook] = webhooks;
  if (webhook === undefined) return 'webhook-gone';
  if (!webhook.enabled) return 'webhook-off';
  // A replayed delivery can be much younger than its event, which retention then takes first.
  if (!delivery.event_kept) return 'event-gone';
  await queries.query({
    name: 'delivery-requeue',
    text: `
      update deliveries
      set state = 'waiting', due_at = $3, round_attempts = 0, finished_at = null, leased_by = null
      where organization_id = $1 and id = $2`,
    values: [input.organizationId, input.id, input.now],
  });
  return 'queued';
}
