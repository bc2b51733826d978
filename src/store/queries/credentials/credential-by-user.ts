import type { Queries } from '../../database.ts';
import type { Credential } from '../../records/credential.ts';
import { type CredentialRow, credentialColumns, credentialFrom } from './credential-row.ts';

/** The user of that name in an organization, with the hash of the password. Index: credentials_by_user. */
export async function credentialByUser(
  queries: Queries,
  input: { organizationId: string; username: string },
): Promise<{ credential: Credential; passwordHash: string } | null> {
  const [row] = await queries.query<CredentialRow & { password_hash: string }>({
    name: 'credential-by-user',
    text: `
      select ${credentialColumns}, password_hash
      from credentials
      where kind = 'user' and organization_id = $1 and identifier = $2`,
    values: [input.organizationId, input.username],
  });
  return row === undefined ? null : { credential: credentialFrom(row), passwordHash: row.password_hash };
}

/** More organizations than this with one user name are beyond what a sign-in without an organization can serve. */
const maxOrganizations = 20;

/**
 * The users of that name in the organizations of a dialect, the oldest first, with the hashes of their passwords.
 * Index: credentials_by_username. Each row is of one organization; nothing of two is put together.
 */
export async function credentialsByUser(
  queries: Queries,
  input: { dialect: string; username: string },
): Promise<{ credential: Credential; passwordHash: string }[]> {
  const rows = await queries.query<CredentialRow & { password_hash: string }>({
    name: 'credentials-by-user',
    text: `
      select ${credentialColumns}, password_hash
      from credentials c
      where kind = 'user' and identifier = $1
        and exists (select 1 from organizations o where o.id = c.organization_id and o.dialect = $2)
      order by id
      limit ${maxOrganizations}`,
    values: [input.username, input.dialect],
  });
  return rows.map((row) => ({ credential: credentialFrom(row), passwordHash: row.password_hash }));
}
