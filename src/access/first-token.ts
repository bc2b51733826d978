import { actsIn, audit } from '../store/audit.ts';
import { tokenAnyLocked } from '../store/queries/tokens/token-any-locked.ts';
import { tokenInsert } from '../store/queries/tokens/token-insert.ts';
import { bellwirePrincipal } from './bellwire-principal.ts';
import type { AccessServices } from './services.ts';
import { createTokenText } from './token-text.ts';

/**
 * The token that the very first start prints: an administrator's, for all organizations. Null where there has been
 * an API token before. Of several nodes that start at once, one gets it.
 */
export function firstToken({
  database,
  clock,
  ids,
}: Pick<AccessServices, 'database' | 'clock' | 'ids'>): Promise<string | null> {
  return database.transaction(async (tx) => {
    if (await tokenAnyLocked(tx)) return null;
    const { text, hash } = createTokenText(ids);
    const token = {
      id: ids.uuid(),
      name: 'first administrator',
      role: 'administrator',
      organizationIds: null,
      createdAt: clock.now(),
      expiresAt: null,
      revokedAt: null,
      lastUsedAt: null,
    } as const;
    await tokenInsert(tx, token, hash);
    const act = { action: 'token.created', target: token, details: { role: token.role } } as const;
    await audit(tx, { clock, ids }, bellwirePrincipal, actsIn(null, act));
    return text;
  });
}
