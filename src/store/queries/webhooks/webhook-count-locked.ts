import type { Transaction } from '../../database.ts';

/**
 * How many webhooks an organization has; null when there is no such organization. Locks the organization's row
 * until the transaction ends, so that two creations cannot both find the last free place. The lock is the weakest
 * one that excludes itself: saving objects, which only shares the key, goes on.
 */
export async function webhookCountLocked(tx: Transaction, organizationId: string): Promise<number | null> {
  const locked = await tx.query<{ id: string }>({
    text: 'select id from organizations where id = $1 for no key update',
    values: [organizationId],
  });
  if (locked.length === 0) return null;
  // A statement of its own: it must see what the transaction that held the lock before has saved.
  const [row] = await tx.query<{ count: number }>({
    text: 'select count(*) as count from webhooks where organization_id = $1',
    values: [organizationId],
  });
  return row?.count ?? 0;
}
