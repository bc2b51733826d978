import type { Page, PageRequest } from '../../base/page.ts';
import type { TokenRecord } from '../../store/queries/tokens/token-row.ts';
import { tokensList } from '../../store/queries/tokens/tokens-list.ts';
import { type Principal, permit } from '../principal.ts';
import type { AccessServices } from '../services.ts';
import { anyOf } from './create.ts';

/** API tokens, newest first: those that reach no further than the one who asks. */
export async function listTokens(
  { database }: AccessServices,
  principal: Principal,
  page: PageRequest,
): Promise<Page<TokenRecord>> {
  permit(principal, 'tokens.manage', anyOf(principal));
  return tokensList(database, principal.organizationIds, page);
}
