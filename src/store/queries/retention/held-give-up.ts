import { uuidAtMs } from '../../../base/ids.ts';
import type { Queries } from '../../database.ts';

/** A delivery that was given up. */
export interface GivenUp {
  id: string;
  webhookId: string;
}

/**
 * Gives up some of what is held for webhooks that are off and whose event is about to go: it could never be sent. By the
 * event, since a replayed delivery is younger than what it needs. In the order of their ids, after one of them. Locks only
 * what it writes, and waits for nobody: what is being released at this moment is left. Index: deliveries_queued.
 */
export async function heldGiveUp(
  queries: Queries,
  input: { organizationId: string; beforeMs: number; afterId: string; limit: number; now: Date },
): Promise<GivenUp[]> {
  const rows = await queries.query<{ id: string; webhook_id: string }>({
    text: `
      with expiring as materialized (
        select id
        from deliveries
        where organization_id = $1 and queued_at = 'infinity' and event_id < $2 and id > $3
        order by id
        limit $4
        for update skip locked
      ), given_up as (
        update deliveries d
        set state = 'cancelled', due_at = null, last_reason = 'event-expired', finished_at = $5
        from expiring
        where d.organization_id = $1 and d.id = expiring.id and d.id > $3
        returning d.id, d.webhook_id
      )
      select id, webhook_id from given_up order by id`,
    values: [input.organizationId, uuidAtMs(input.beforeMs), input.afterId, input.limit, input.now],
  });
  return rows.map((row) => ({ id: row.id, webhookId: row.webhook_id }));
}
