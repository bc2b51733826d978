import type { Queries } from '../../database.ts';

/**
 * Spends a refresh token of an organization, and says whose it was; null when it is not good (any more). One
 * statement: of two that bring the same token at once, the second waits for the row and then finds it spent.
 * Index: the unique one of the hash.
 */
export async function tokenSpend(
  queries: Queries,
  input: { hash: Buffer; organizationId: string; now: Date },
): Promise<{ credentialId: string } | null> {
  const [row] = await queries.query<{ credential_id: string }>({
    text: `
      update tokens
      set revoked_at = $3, last_used_at = $3
      where hash = $1
        and kind = 'refresh'
        and organization_ids = array[$2::uuid]
        and revoked_at is null
        and expires_at > $3
      returning credential_id`,
    values: [input.hash, input.organizationId, input.now],
  });
  return row === undefined ? null : { credentialId: row.credential_id };
}
