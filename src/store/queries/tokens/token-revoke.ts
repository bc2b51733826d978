import type { Transaction } from '../../database.ts';

/**
 * Revokes an API token, and ends the sessions that were begun with it; one that is revoked already stays as it is. False
 * when it is not there, or reaches outside the organizations of `within`. Two statements, in this order: the first
 * waits for sessions that are begun at this moment, the second then sees them.
 * Indexes: the primary key, tokens_by_parent.
 */
export async function tokenRevoke(
  tx: Transaction,
  input: { id: string; within: readonly string[] | null; now: Date },
): Promise<boolean> {
  const rows = await tx.query<{ id: string }>({
    text: `
      update tokens
      set revoked_at = coalesce(revoked_at, $3)
      where id = $1 and kind = 'api' and ($2::uuid[] is null or organization_ids <@ $2)
      returning id`,
    values: [input.id, input.within, input.now],
  });
  if (rows.length === 0) return false;
  await tx.query({ text: 'delete from tokens where parent_id = $1', values: [input.id] });
  return true;
}
