import type { JobOrder } from '../../store/records/job.ts';

/**
 * An order with its ids as the database writes them. A job compares them with those that it reads, and an id in capitals would
 * be found by the database and by nothing else. Ids of objects are texts of others, and stay as they are.
 */
export function lowerCaseIds(order: JobOrder): JobOrder {
  const { ids, webhookId } = order.input as { ids?: readonly string[]; webhookId?: string };
  const input = {
    ...order.input,
    ...(ids !== undefined && { ids: ids.map((id) => id.toLowerCase()) }),
    ...(webhookId !== undefined && { webhookId: webhookId.toLowerCase() }),
  };
  return { ...order, input } as JobOrder;
}
