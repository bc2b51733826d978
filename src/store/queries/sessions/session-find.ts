import type { Queries } from '../../database.ts';

/** When the session of that hash ends at the latest; null when it is none. Index: the unique one of the hash. */
export async function sessionFind(queries: Queries, hash: Buffer): Promise<Date | null> {
  const [row] = await queries.query<{ expires_at: Date }>({
    text: `select expires_at from tokens where hash = $1 and kind = 'session'`,
    values: [hash],
  });
  return row?.expires_at ?? null;
}
