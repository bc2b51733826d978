import type { Transaction } from '../../database.ts';

/**
 * Whether webhooks are on, by id; one that is gone is left out. Keeps them from being switched on or off or removed
 * until the transaction ends: what that does to their waiting deliveries then meets those that are queued here too.
 */
export async function webhooksShareLock(
  tx: Transaction,
  organizationId: string,
  ids: readonly string[],
): Promise<Map<string, boolean>> {
  const rows = await tx.query<{ id: string; enabled: boolean }>({
    name: 'webhooks-share-lock',
    text: `
      select id, enabled
      from webhooks
      where organization_id = $1 and id = any($2::uuid[])
      order by id
      for share`,
    values: [organizationId, ids],
  });
  return new Map(rows.map(({ id, enabled }) => [id, enabled]));
}
