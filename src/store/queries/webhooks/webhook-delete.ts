import type { Transaction } from '../../database.ts';

/** Removes a webhook, and says what it was called and at which version. Null when it is not there. Index: the primary key. */
export async function webhookDelete(
  tx: Transaction,
  input: { organizationId: string; id: string },
): Promise<{ name: string; version: number } | null> {
  const [removed] = await tx.query<{ name: string; version: number }>({
    text: `
      delete from webhooks
      where organization_id = $1 and id = $2
      returning name, version`,
    values: [input.organizationId, input.id],
  });
  return removed ?? null;
}
