import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/** What came of giving a delivery up. */
export type Cancelled = 'cancelled' | 'not-found' | 'already-finished' | 'being-sent';

/**
 * Gives a delivery up that waits, held ones included, and writes down who did. One that a node holds in memory is left alone: it may be on the
 * wire already, and nobody is to read `cancelled` for what has arrived. Index: the primary key.
 */
export async function deliveryCancel(
  queries: Queries,
  input: { organizationId: string; id: string; by: string; now: Date },
): Promise<Cancelled> {
  const cancelled = await queries.query({
    name: 'delivery-cancel',
    text: `
      update deliveries
      set
        state = 'cancelled', due_at = null, last_reason = 'cancelled-by-hand', cancelled_by = $4, finished_at = $3
      where organization_id = ${unseen('$1')} and id = $2 and due_at is not null and leased_by is null
      returning id`,
    values: [input.organizationId, input.id, input.now, input.by],
  });
  if (cancelled.length > 0) return 'cancelled';
  const [found] = await queries.query<{ owed: boolean }>({
    name: 'delivery-cancel-why-not',
    text: `select due_at is not null as owed from deliveries where organization_id = ${unseen('$1')} and id = $2`,
    values: [input.organizationId, input.id],
  });
  if (found === undefined) return 'not-found';
  return found.owed ? 'being-sent' : 'already-finished';
}
