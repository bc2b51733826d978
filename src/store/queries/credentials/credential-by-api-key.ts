import type { Queries } from '../../database.ts';
import type { Credential } from '../../records/credential.ts';
import type { Vault } from '../../vault.ts';
import {
  type CredentialRow,
  credentialColumns,
  credentialContext,
  credentialFrom,
} from './credential-row.ts';

/** The API key of that name in any organization, with its secret in clear. Index: credentials_by_api_key. */
export async function credentialByApiKey(
  queries: Queries,
  vault: Vault,
  identifier: string,
): Promise<{ credential: Credential; secret: string } | null> {
  const [row] = await queries.query<CredentialRow & { sealed_secret: Buffer }>({
    name: 'credential-by-api-key',
    text: `
      select ${credentialColumns}, sealed_secret
      from credentials
      where kind = 'api-key' and identifier = $1`,
    values: [identifier],
  });
  if (row === undefined) return null;
  const secret = vault.open(row.sealed_secret, credentialContext(row.organization_id, row.id));
  return { credential: credentialFrom(row), secret };
}
