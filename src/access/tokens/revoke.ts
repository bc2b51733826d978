import { notFound } from '../../base/errors.ts';
import { isUuid } from '../../base/ids.ts';
import { tokenRevoke } from '../../store/queries/tokens/token-revoke.ts';
import { type Principal, permit } from '../principal.ts';
import type { AccessServices } from '../services.ts';
import { anyOf } from './create.ts';

/** Revokes an API token, at once and for ever. Revoking it again changes nothing. */
export async function revokeToken(
  { database, clock }: AccessServices,
  principal: Principal,
  id: string,
): Promise<void> {
  permit(principal, 'tokens.manage', anyOf(principal));
  const within = principal.organizationIds;
  const found = isUuid(id) && (await tokenRevoke(database, { id, within, now: clock.now() }));
  if (!found) throw notFound('The token');
}
