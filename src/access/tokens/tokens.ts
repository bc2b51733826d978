import type { Page, PageRequest } from '../../base/page.ts';
import type { TokenRecord } from '../../store/queries/tokens/token-row.ts';
import type { Principal } from '../principal.ts';
import type { AccessServices } from '../services.ts';
import { type CreatedToken, createToken, type NewToken } from './create.ts';
import { listTokens } from './list.ts';
import { revokeToken } from './revoke.ts';

/** The verbs on API tokens. */
export interface Tokens {
  create(principal: Principal, input: NewToken): Promise<CreatedToken>;
  list(principal: Principal, page: PageRequest): Promise<Page<TokenRecord>>;
  revoke(principal: Principal, id: string): Promise<void>;
}

export function createTokens(services: AccessServices): Tokens {
  return {
    create: (principal, input) => createToken(services, principal, input),
    list: (principal, page) => listTokens(services, principal, page),
    revoke: (principal, id) => revokeToken(services, principal, id),
  };
}
