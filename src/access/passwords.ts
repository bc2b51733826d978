import { createHmac, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the least cost that OWASP recommends: about 65 ms and 19 MiB for each password. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The only form in which a password is kept. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/**
 * Whether that is the password. `storedHash` is null for a user who does not exist: then the same work is done on a
 * hash that nothing fits, so that the time does not tell who exists.
 */
export async function verifyPassword(storedHash: string | null, password: string): Promise<boolean> {
  const proof = storedHash === null ? '' : proofOf(storedHash, password);
  if (proven.has(proof)) return true;
  decoy ??= hashPassword(randomBytes(32).toString('hex'));
  // Waited for in both cases: otherwise the first unknown user would take longer.
  const decoyHash = await decoy;
  const fits = await verify(storedHash ?? decoyHash, password);
  if (!fits || storedHash === null) return false;
  remember(proof);
  return true;
}

let decoy: Promise<string> | undefined;

/**
 * Clients that sign in with every request, as with HTTP Basic, would pay for argon2 each time. That a password fits a
 * hash never changes, so what was found once is remembered, under a key that only this process has. Whoever is removed
 * or gets another password has another hash, or none, in the database, which is asked each time.
 */
const maxProven = 1000;
const proven = new Set<string>();
const proofKey = randomBytes(32);

function proofOf(storedHash: string, password: string): string {
  return createHmac('sha256', proofKey)
    .update(JSON.stringify([storedHash, password]))
    .digest('base64');
}

function remember(proof: string): void {
  // The oldest goes first: a set keeps the order in which things were added.
  for (const oldest of proven) {
    if (proven.size < maxProven) break;
    proven.delete(oldest);
  }
  proven.add(proof);
}
