import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/** What came of asking for a delivery to be sent again. */
export type Requeued =
  | 'queued'
  | 'not-found'
  | 'data-erased'
  | 'webhook-gone'
  | 'webhook-off'
  | 'already-waiting'
  | 'event-gone';

/**
 * Makes a finished delivery due at once, with its retry schedule started afresh. The webhook's row is locked against
 * being switched off or removed in between, the event's against being erased; a delivery that still waits for an attempt
 * is left alone. One whose event is no longer kept, or was erased, could not be sent as it was.
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
      where d.organization_id = ${unseen('$1')} and d.id = $2
      for share of w`,
    values: [input.organizationId, input.id],
  });
  // Waits for whoever is erasing the event, and keeps others from beginning: what is owed for it then is seen there, and cancelled.
  await queries.query({
    name: 'delivery-requeue-event',
    text: `
      select
      from deliveries d
      join events e on e.organization_id = d.organization_id and e.id = d.event_id
      where d.organization_id = ${unseen('$1')} and d.id = $2
      for share of e`,
    values: [input.organizationId, input.id],
  });
  const deliveries = await queries.query<{ due_at: Date | null; kept: boolean; erased: boolean }>({
    name: 'delivery-requeue-look',
    text: `
      select d.due_at, e.id is not null as kept, e.data -> 'erasedAt' is not null as erased
      from deliveries d
      left join events e on e.organization_id = d.organization_id and e.id = d.event_id
      where d.organization_id = ${unseen('$1')} and d.id = $2
      for update of d`,
    values: [input.organizationId, input.id],
  });
  const [delivery] = deliveries;
  if (delivery === undefined) return 'not-found';
  if (delivery.due_at !== null) return 'already-waiting';
  // What can never be sent again says so first: nobody should switch a webhook on for it.
  // A replayed delivery can be much younger than its event, which retention then takes first.
  if (!delivery.kept) return 'event-gone';
  if (delivery.erased) return 'data-erased';
  const [webhook] = webhooks;
  if (webhook === undefined) return 'webhook-gone';
  if (!webhook.enabled) return 'webhook-off';
  await queries.query({
    name: 'delivery-requeue',
    text: `
      update deliveries
      set
        state = 'waiting', due_at = $3, round_attempts = 0, finished_at = null, leased_by = null, cancelled_by = null
      where organization_id = ${unseen('$1')} and id = $2`,
    values: [input.organizationId, input.id, input.now],
  });
  return 'queued';
}
