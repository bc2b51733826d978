import { uuidAtMs } from '../../../base/ids.ts';
import type { Queries } from '../../database.ts';

/**
 * Gives up what is held for a webhook that is off and whose event is about to go: it could never be sent. By the event,
 * since a replayed delivery is younger than what it needs. Index: deliveries_due holds all that waits.
 */
export async function heldGiveUp(
  queries: Queries,
  input: { organizationId: string; beforeMs: number; now: Date },
): Promise<void> {
  await queries.query({
    text: `
      update deliveries
      set state = 'cancelled', due_at = null, last_reason = 'event-expired', finished_at = $3
      where organization_id = $1 and queued_at = 'infinity' and event_id < $2`,
    values: [input.organizationId, uuidAtMs(input.beforeMs), input.now],
  });
}
