import type { Queries } from '../../database.ts';

/** What came of asking for a delivery to be sent again. */
export type Requeued = 'queued' | 'not-found' | 'webhook-gone' | 'webhook-off' | 'already-waiting';

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
  const deliveries = await queries.query<{ due_at: Date | null }>({
    name: 'delivery-requeue-look',
    text: `select due_at from deliveries where organization_id = $1 and id = $2 for update`,
    values: [input.organizationId, input.id],
  });
  const [delivery] = deliveries;
  if (delivery === undefined) return 'not-found';
  if (delivery.due_at !== null) return 'already-waiting';
  const [webhook] = webhooks;
  if (webhook === undefined) return 'webhook-gone';
  if (!webhook.enabled) return 'webhook-off';
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
