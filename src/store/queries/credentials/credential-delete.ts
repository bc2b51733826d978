import type { Transaction } from '../../database.ts';

/**
 * Removes a credential and every token that was issued to it. Null when it is not there. Two statements, in this
 * order: the first waits for tokens that are being issued at this moment, the second then sees them.
 * Indexes: the primary key, tokens_by_credential.
 */
export async function credentialDelete(
  tx: Transaction,
  input: { organizationId: string; id: string },
): Promise<{ kind: string; identifier: string } | null> {
  const rows = await tx.query<{ kind: string; identifier: string }>({
    text: 'delete from credentials where organization_id = $1 and id = $2 returning kind, identifier',
    values: [input.organizationId, input.id],
  });
  const [removed] = rows;
  if (removed === undefined) return null;
  await tx.query({ text: 'delete from tokens where credential_id = $1', values: [input.id] });
  return removed;
}
