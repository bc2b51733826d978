import { findUnstorable } from '../../catalogue/storable.ts';
import { credentialByUser, credentialsByUser } from '../../store/queries/credentials/credential-by-user.ts';
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

/** The users of that name in the organizations of a dialect, of those whose password that is. */
export async function verifyUsers(
  { database }: Pick<AccessServices, 'database'>,
  input: { dialect: string; username: string; password: string },
): Promise<Credential[]> {
  const storable = findUnstorable(input.username).length === 0;
  const users = storable ? await credentialsByUser(database, input) : [];
  const verified: Credential[] = [];
  // One at least, so that the time does not tell who exists; and one after the other, since each takes much memory.
  for (const user of users.length === 0 ? [null] : users) {
    const fits = await verifyPassword(user?.passwordHash ?? null, input.password);
    if (fits && user !== null) verified.push(user.credential);
  }
  return verified;
}
