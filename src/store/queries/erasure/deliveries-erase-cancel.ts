import type { Transaction } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/**
 * Gives up what is still owed for events whose data is erased. A node that holds one loses it, and finds that out when it
 * renews its lease (`drop-lost.ts`). What is sent before then arrives, and the log has that attempt, but nothing follows it.
 * Index: deliveries_by_event.
 */
export async function deliveriesEraseCancel(
  tx: Transaction,
  input: { organizationId: string; eventIds: readonly string[]; now: Date },
): Promise<number> {
  const rows = await tx.query({
    name: 'deliveries-erase-cancel',
    text: `
      update deliveries
      set state = 'cancelled', due_at = null, leased_by = null, last_reason = 'data-erased', finished_at = $3
      where organization_id = ${unseen('$1')} and event_id = any($2::uuid[]) and due_at is not null
      returning 1`,
    values: [input.organizationId, input.eventIds, input.now],
  });
  return rows.length;
}
