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
  const revoke = () => database.transaction((tx) => tokenRevoke(tx, { id, within, now: clock.now() }));
  const found = isUuid(id) && (await revoke());
  if (!found) throw notFound('The token');
}
