import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/** How many deliveries a webhook still waits for, those held while it is off included. Index: deliveries_by_webhook. */
export async function webhookDeliveriesOwed(
  queries: Queries,
  input: { organizationId: string; id: string },
): Promise<number> {
  const [row] = await queries.query<{ count: number }>({
    text: `
      select count(*) as count
      from deliveries
      where organization_id = ${unseen('$1')} and webhook_id = $2 and due_at is not null`,
    values: [input.organizationId, input.id],
  });
  return row?.count ?? 0;
}
