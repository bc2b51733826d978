import { BellwireError } from '../../base/errors.ts';
import type { Together } from '../../base/together.ts';
import { type BearerRow, tokenByHash } from '../../store/queries/tokens/token-by-hash.ts';
import { tokenTouch } from '../../store/queries/tokens/token-touch.ts';
import type { Principal } from '../principal.ts';
import type { AccessServices } from '../services.ts';
import { hashOfToken } from '../token-text.ts';

/** "Last used" is for people who clear up, so a minute is exact enough and saves a write for each request. */
const touchEveryMs = 60_000;

/** A session that nobody has used for half a day is over, also on a machine that others get at. */
const idleMs = 12 * 3_600_000;

/** Who brings this bearer token. Throws `unauthenticated` for one that is wrong, revoked or expired. */
export async function authenticateToken(
  {
    database,
    clock,
    together,
  }: Pick<AccessServices, 'database' | 'clock'> & { together: Together<BearerRow | null> },
  token: string,
  { isUse = true }: { isUse?: boolean } = {},
): Promise<Principal> {
  const hash = hashOfToken(token);
  const found = await together(hash.toString('base64'), () => {
    const now = clock.now();
    return tokenByHash(database, hash, now, new Date(now.getTime() - idleMs));
  });
  if (found === null) throw new BellwireError('unauthenticated', 'The token is not valid, or not any more.');
  const now = clock.now();
  const before = new Date(now.getTime() - touchEveryMs);
  if (isUse && (found.last_used_at === null || found.last_used_at <= before)) {
    await tokenTouch(database, { id: found.id, now, before });
  }
  const actor =
    found.credential_id === null
      ? `token:${found.parent_id ?? found.id}`
      : `credential:${found.credential_id}`;
  return {
    actor,
    role: found.role,
    name: found.name,
    organizationIds: found.organization_ids,
    ...(found.dialect_role !== null && { dialectRole: found.dialect_role }),
  };
}
