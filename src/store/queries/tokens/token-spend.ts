import type { Queries } from '../../database.ts';

/**
 * Spends a refresh token, with `organizationId` only one of that organization, and says whose it was; null when it is not good (any more). One
 * statement: of two that bring the same token at once, the second waits for the row and then finds it spent.
 * Index: the unique one of the hash.
 */
export async function tokenSpend(
  queries: Queries,
  input: { hash: Buffer; organizationId: string | null; now: Date },
): Promise<{ organizationId: string; credentialId: string } | null> {
  const [row] = await queries.query<{ organization_id: string; credential_id: string }>({
    text: `
      update tokens
      set revoked_at = $3, last_used_at = $3
      where hash = $1
        and kind = 'refresh'
        and ($2::uuid is null or organization_ids = array[$2::uuid])
        and revoked_at is null
        and expires_at > $3
      returning organization_ids[1] as organization_id, credential_id`,
    values: [input.hash, input.organizationId, input.now],
  });
  return row === undefined ? null : { organizationId: row.organization_id, credentialId: row.credential_id };
}
