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
