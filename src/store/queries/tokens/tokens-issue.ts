import type { Queries } from '../../database.ts';

/** A token to be issued to a credential. */
export interface IssuedToken {
  id: string;
  hash: Buffer;
  kind: 'access' | 'refresh' | 'session';
  expiresAt: Date;
}

/**
 * Saves tokens for a credential, with its role of this moment and for its organization. False when the credential
 * is gone. The share lock makes whoever removes the credential wait, so that the revoking which follows the
 * removal sees these too. Index: the primary key of credentials.
 */
export async function tokensIssue(
  queries: Queries,
  input: { organizationId: string; credentialId: string; now: Date; tokens: readonly IssuedToken[] },
): Promise<boolean> {
  const { tokens } = input;
  const rows = await queries.query<{ id: string }>({
    text: `
      with credential as (
        select organization_id, id, identifier, role, dialect_role
        from credentials
        where organization_id = $1 and id = $2
        for key share
      )
      insert into tokens (
        id, hash, kind, name, role, dialect_role, organization_ids, credential_id, created_at, expires_at,
        last_used_at
      )
      select issued.id, issued.hash, issued.kind, credential.identifier, credential.role,
        credential.dialect_role, array[credential.organization_id], credential.id, $3::timestamptz, issued.expires_at,
        case issued.kind when 'session' then $3::timestamptz end
      from credential
      cross join unnest($4::uuid[], $5::bytea[], $6::text[], $7::timestamptz[])
        as issued (id, hash, kind, expires_at)
      returning id`,
    values: [
      input.organizationId,
      input.credentialId,
      input.now,
      tokens.map(({ id }) => id),
      tokens.map(({ hash }) => hash),
      tokens.map(({ kind }) => kind),
      tokens.map(({ expiresAt }) => expiresAt),
    ],
  });
  return rows.length > 0;
}
