import type { Queries } from '../../database.ts';

/** What came of asking for a delivery to be sent again. */
export type Requeued =
  | 'queued'
  | 'not-found'
  | 'data-erased'
  | 'webhook-gone'
  | 'webhook-off'
  | 'already-waiting';

/**
 * Makes a finished delivery due at once, with its retry schedule started afresh. The webhook's row is locked against
 * being switched off or removed in between; a delivery that still waits for an attempt is left alone. One whose event
 * is no longer kept, or was erased, could not be sent as it was.
 */
export async function deliveryRequeue(
  queries: Queries,
  input: { organizationId: string; id: string; now: Date },
): Promise<Requeued> {
  const rows = await queries.query<{
    due_at: Date | null;
    enabled: boolean | null;
    kept: boolean;
    erased: boolean;
  }>({
    name: 'delivery-requeue-look',
    text: `
      select d.due_at, w.enabled, e.id is not null as kept, coalesce(e.data ? 'erasedAt', false) as erased
      from deliveries d
      left join events e on e.organization_id = d.organization_id and e.id = d.event_id
      left join webhooks w on w.organization_id = d.organization_id and w.id = d.webhook_id
      where d.organization_id = $1 and d.id = $2
      for update of d`,
    values: [input.organizationId, input.id],
  });
  const found = rows[0];
  if (found === undefined || !found.kept) return 'not-found';
  if (found.erased) return 'data-erased';
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
