import { findUnstorable } from '../../catalogue/storable.ts';
import { credentialByApiKey } from '../../store/queries/credentials/credential-by-api-key.ts';
import type { Credential } from '../../store/records/credential.ts';
import type { AccessServices } from '../services.ts';

/** The API key of that name, with its secret in clear, or null. */
export async function findApiKey(
  { database, vault }: Pick<AccessServices, 'database' | 'vault'>,
  identifier: string,
): Promise<{ credential: Credential; secret: string } | null> {
  // Comes from outside as it is; what a database cannot hold is nobody's key.
  if (findUnstorable(identifier).length > 0) return null;
  return credentialByApiKey(database, vault, identifier);
}
