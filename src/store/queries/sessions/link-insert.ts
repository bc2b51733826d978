import type { Transaction } from '../../database.ts';

/** Saves a link that signs in once with what an API token may do. Index: the primary key. */
export async function linkInsert(
  tx: Transaction,
  input: { id: string; hash: Buffer; tokenId: string; now: Date; expiresAt: Date },
): Promise<void> {
  await tx.query({
    text: `
      insert into tokens (id, hash, kind, name, role, organization_ids, parent_id, created_at, expires_at)
      select $1, $2, 'link', name, role, organization_ids, id, $4, $5
      from tokens
      where id = $3 and kind = 'api'`,
    values: [input.id, input.hash, input.tokenId, input.now, input.expiresAt],
  });
}
