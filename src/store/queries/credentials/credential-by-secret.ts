import type { Queries } from '../../database.ts';
import type { Credential } from '../../records/credential.ts';
import { type CredentialRow, credentialColumns, credentialFrom } from './credential-row.ts';

/** The API key with that secret, of any organization, or null. Index: credentials_by_secret. */
export async function credentialBySecret(queries: Queries, secretHash: Buffer): Promise<Credential | null> {
  const [row] = await queries.query<CredentialRow>({
    name: 'credential-by-secret',
    text: `select ${credentialColumns} from credentials where secret_hash = $1`,
    values: [secretHash],
  });
  return row === undefined ? null : credentialFrom(row);
}
