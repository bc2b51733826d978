import type { Queries } from '../../database.ts';

/**
 * Revokes an API token; one that is revoked already stays as it is. False when it is not there, or reaches outside
 * the organizations of `within`. Index: the primary key.
 */
export async function tokenRevoke(
  queries: Queries,
  input: { id: string; within: readonly string[] | null; now: Date },
): Promise<boolean> {
  const rows = await queries.query<{ id: string }>({
    text: `
      update tokens
      set revoked_at = coalesce(revoked_at, $3)
      where id = $1 and kind = 'api' and ($2::uuid[] is null or organization_ids <@ $2)
      returning id`,
    values: [input.id, input.within, input.now],
  });
  return rows.length > 0;
}
