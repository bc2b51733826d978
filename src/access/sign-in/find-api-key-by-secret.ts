import { credentialBySecret } from '../../store/queries/credentials/credential-by-secret.ts';
import type { Credential } from '../../store/records/credential.ts';
import type { AccessServices } from '../services.ts';
import { hashOfToken } from '../token-text.ts';

/** The API key with that secret, or null: where a client brings the secret alone. */
export function findApiKeyBySecret(
  { database }: Pick<AccessServices, 'database'>,
  secret: string,
): Promise<Credential | null> {
  return credentialBySecret(database, hashOfToken(secret));
}
