import { BellwireError } from '../../base/errors.ts';
import { actsIn, audit } from '../../store/audit.ts';
import { linkInsert } from '../../store/queries/sessions/link-insert.ts';
import { tokenAnyLocked } from '../../store/queries/tokens/token-any-locked.ts';
import { tokenInsert } from '../../store/queries/tokens/token-insert.ts';
import type { AccessServices } from '../services.ts';
import { createTokenText } from '../token-text.ts';
import { sessionMs } from './sign-in.ts';

/** Long enough to change from a terminal to a browser, and short enough to be worth nothing in a log. */
const linkMs = 10 * 60_000;

/**
 * The secret of a link that signs in once, as an administrator of all organizations; for whoever has the machine or the
 * database. It hangs on an API token of its own that nobody can read, so that the session it begins is listed and can
 * be revoked. Refused before the first start, whose token would otherwise never be printed.
 */
export function createSignInLink({
  database,
  clock,
  ids,
}: Pick<AccessServices, 'database' | 'clock' | 'ids'>): Promise<string> {
  return database.transaction(async (tx) => {
    if (!(await tokenAnyLocked(tx))) {
      throw new BellwireError(
        'conflict',
        'There is no administrator yet: start Bellwire once, then ask again.',
      );
    }
    const now = clock.now();
    const after = (ms: number) => new Date(now.getTime() + ms);
    const token = {
      id: ids.uuid(),
      name: 'sign-in link',
      role: 'administrator',
      organizationIds: null,
      createdAt: now,
      expiresAt: after(linkMs + sessionMs),
      revokedAt: null,
      lastUsedAt: null,
    } as const;
    await tokenInsert(tx, token, createTokenText(ids).hash);
    const { text, hash } = createTokenText(ids);
    const link = { id: ids.uuid(), hash, tokenId: token.id, now, expiresAt: after(linkMs) };
    await linkInsert(tx, link);
    const act = { action: 'sign-in-link.created', target: { id: token.id, name: token.name } } as const;
    const by = { actor: 'command', name: 'sign-in-link' };
    await audit(tx, { clock, ids }, by, actsIn(null, act));
    return text;
  });
}
