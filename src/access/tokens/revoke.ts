import { notFound } from '../../base/errors.ts';
import { isUuid } from '../../base/ids.ts';
import { actsIn, audit } from '../../store/audit.ts';
import { tokenRevoke } from '../../store/queries/tokens/token-revoke.ts';
import { type Principal, permit } from '../principal.ts';
import type { AccessServices } from '../services.ts';
import { anyOf } from './create.ts';

/** Revokes an API token, at once and for ever. Revoking it again changes nothing. */
export async function revokeToken(services: AccessServices, principal: Principal, id: string): Promise<void> {
  permit(principal, 'tokens.manage', anyOf(principal));
  const within = principal.organizationIds;
  if (!isUuid(id)) throw notFound('The token');
  await services.database.transaction(async (tx) => {
    const revoked = await tokenRevoke(tx, { id, within, now: services.clock.now() });
    if (revoked === null) throw notFound('The token');
    if (revoked.before) return;
    const { name, organizationIds, sessions } = revoked;
    const act = {
      action: 'token.revoked',
      target: { id, name },
      details: { endedSessions: sessions },
    } as const;
    await audit(tx, services, principal, actsIn(organizationIds, act));
  });
}
