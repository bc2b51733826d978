import type { Queries } from '../../database.ts';
import type { Role } from '../../records/role.ts';

/** What a token stands for. */
export interface BearerRow {
  id: string;
  role: Role;
  name: string;
  dialect_role: string | null;
  organization_ids: string[] | null;
  credential_id: string | null;
  /** Of a session: the API token that it was begun with. */
  parent_id: string | null;
  last_used_at: Date | null;
}

/**
 * The token of that hash, if it may still be used: neither revoked nor expired, and not one that is only good for
 * getting new ones; a session only if it was used since `idleBefore`, by default none. Run for every request.
 * Index: the unique one of the hash.
 */
export async function tokenByHash(
  queries: Queries,
  hash: Buffer,
  now: Date,
  idleBefore: Date = now,
): Promise<BearerRow | null> {
  const [row] = await queries.query<BearerRow>({
    name: 'token-by-hash',
    text: `
      select id, role, name, dialect_role, organization_ids, credential_id, parent_id, last_used_at
      from tokens
      where hash = $1
        and (kind in ('api', 'access') or kind = 'session' and last_used_at > $3)
        and revoked_at is null
        and (expires_at is null or expires_at > $2)`,
    values: [hash, now, idleBefore],
  });
  return row ?? null;
}
