import type { Transaction } from '../../database.ts';

/** Removes a webhook. False when it is not there. Index: the primary key. */
export async function webhookDelete(
  tx: Transaction,
  input: { organizationId: string; id: string },
): Promise<boolean> {
  const rows = await tx.query<{ id: string }>({
    text: `
      delete from webhooks
      where organization_id = $1 and id = $2
      returning id`,
    values: [input.organizationId, input.id],
  });
  return rows.length > 0;
}
