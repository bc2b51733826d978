import type { Transaction } from '../../database.ts';

/**
 * Spends a link and says which API token it leads to; null when it is not good (any more). One statement: of two that
 * bring it at once, the second waits for the row and then finds it gone. Index: the unique one of the hash.
 */
export async function linkSpend(tx: Transaction, input: { hash: Buffer; now: Date }): Promise<string | null> {
  const [row] = await tx.query<{ parent_id: string }>({
    text: `
      delete from tokens
      where hash = $1 and kind = 'link' and revoked_at is null and expires_at > $2
      returning parent_id`,
    values: [input.hash, input.now],
  });
  return row?.parent_id ?? null;
}
