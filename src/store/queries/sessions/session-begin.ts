import type { Transaction } from '../../database.ts';

/** A session that is about to begin. */
export interface NewSession {
  id: string;
  hash: Buffer;
  now: Date;
  expiresAt: Date;
}

/** A session that has begun: when it ends, and whose it is. */
export interface BegunRow {
  expiresAt: Date;
  name: string;
  organizationIds: string[] | null;
}

/**
 * Begins a session with an API token, if that is still good; it ends not later than the token. The share
 * lock makes whoever revokes the token wait, so that the revoking of its sessions, which follows, sees this one too.
 * Index: the primary key.
 */
export async function sessionBegin(
  tx: Transaction,
  input: NewSession & { tokenId: string },
): Promise<BegunRow | null> {
  const [row] = await tx.query<{ expires_at: Date; name: string; organization_ids: string[] | null }>({
    text: `
      with token as (
        select id, name, role, dialect_role, organization_ids, expires_at
        from tokens
        where id = $1 and kind = 'api' and revoked_at is null and (expires_at is null or expires_at > $4)
        for share
      )
      insert into tokens (
        id, hash, kind, name, role, dialect_role, organization_ids, parent_id, created_at, last_used_at, expires_at
      )
      select $2, $3, 'session', name, role, dialect_role, organization_ids, id, $4, $4, least(expires_at, $5)
      from token
      returning expires_at, name, organization_ids`,
    values: [input.tokenId, input.id, input.hash, input.now, input.expiresAt],
  });
  if (row === undefined) return null;
  return { expiresAt: row.expires_at, name: row.name, organizationIds: row.organization_ids };
}
