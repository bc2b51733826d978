import type { Transaction } from '../../database.ts';

/**
 * Whether another webhook of the organization has the name of this one. Locks the organization's row until the
 * transaction ends, as the count of webhooks does, so that of two that take a name at once one sees the other. There are
 * at most 100 webhooks to look through. Index: the primary key.
 */
export async function webhookNameTaken(
  tx: Transaction,
  input: { organizationId: string; id: string },
): Promise<boolean> {
  await tx.query({
    text: 'select id from organizations where id = $1 for no key update',
    values: [input.organizationId],
  });
  const rows = await tx.query({
    text: `
      select 1
      from webhooks other
      join webhooks own on own.organization_id = other.organization_id and own.name = other.name
      where own.organization_id = $1 and own.id = $2 and other.id <> own.id
      limit 1`,
    values: [input.organizationId, input.id],
  });
  return rows.length > 0;
}
