import { randomBytes } from 'node:crypto';
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
  decoy ??= hashPassword(randomBytes(32).toString('hex'));
  // Waited for in both cases: otherwise the first unknown user would take longer.
  const decoyHash = await decoy;
  const fits = await verify(storedHash ?? decoyHash, password);
  return fits && storedHash !== null;
}

let decoy: Promise<string> | undefined;
