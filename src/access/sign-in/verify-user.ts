import { findUnstorable } from '../../catalogue/storable.ts';
import { credentialByUser } from '../../store/queries/credentials/credential-by-user.ts';
import type { Credential } from '../../store/records/credential.ts';
import { verifyPassword } from '../passwords.ts';
import type { AccessServices } from '../services.ts';

/** The user of an organization, if that is the password; null otherwise. */
export async function verifyUser(
  { database }: Pick<AccessServices, 'database'>,
  input: { organizationId: string; username: string; password: string },
): Promise<Credential | null> {
  const storable = findUnstorable(input.username).length === 0;
  const user = storable ? await credentialByUser(database, input) : null;
  const fits = await verifyPassword(user?.passwordHash ?? null, input.password);
  return fits && user !== null ? user.credential : null;
}
