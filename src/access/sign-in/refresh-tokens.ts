import { BellwireError } from '../../base/errors.ts';
import { tokenSpend } from '../../store/queries/tokens/token-spend.ts';
import type { IssuedTokens } from '../access.ts';
import type { AccessServices } from '../services.ts';
import { hashOfToken } from '../token-text.ts';
import { issueTokens } from './issue-tokens.ts';

/** New tokens for a refresh token, which is spent by that. Throws `unauthenticated`. */
export function refreshTokens(
  services: Pick<AccessServices, 'database' | 'clock' | 'ids'>,
  { refreshToken, organizationId }: { refreshToken: string; organizationId: string | null },
): Promise<IssuedTokens> {
  // One transaction: a token is not spent for nothing when the new ones cannot be saved.
  return services.database.transaction(async (tx) => {
    const now = services.clock.now();
    const spent = await tokenSpend(tx, { hash: hashOfToken(refreshToken), organizationId, now });
    if (spent === null) {
      throw new BellwireError('unauthenticated', 'The refresh token is not valid, or not any more.');
    }
    return issueTokens(services, tx, { organizationId: spent.organizationId, id: spent.credentialId });
  });
}
