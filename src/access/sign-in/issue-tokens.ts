import { BellwireError } from '../../base/errors.ts';
import type { Queries } from '../../store/database.ts';
import { tokensDeleteExpired } from '../../store/queries/tokens/tokens-delete-expired.ts';
import { tokensIssue } from '../../store/queries/tokens/tokens-issue.ts';
import type { IssuedTokens } from '../access.ts';
import type { AccessServices } from '../services.ts';
import { createTokenText } from '../token-text.ts';

const accessSeconds = 3600;
const refreshSeconds = 30 * 24 * 3600;

/** Access and refresh tokens for a credential. Throws `unauthenticated` when the credential is gone. */
export async function issueTokens(
  { clock, ids }: Pick<AccessServices, 'clock' | 'ids'>,
  queries: Queries,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<IssuedTokens> {
  const now = clock.now();
  const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  const access = createTokenText(ids);
  const refresh = createTokenText(ids);
  const issued = await tokensIssue(queries, {
    organizationId,
    credentialId: id,
    now,
    tokens: [
      { id: ids.uuid(), hash: access.hash, kind: 'access', expiresAt: inSeconds(accessSeconds) },
      { id: ids.uuid(), hash: refresh.hash, kind: 'refresh', expiresAt: inSeconds(refreshSeconds) },
    ],
  });
  if (!issued) throw new BellwireError('unauthenticated', 'The credentials are not valid any more.');
  await tokensDeleteExpired(queries, { credentialId: id, before: now });
  return { accessToken: access.text, refreshToken: refresh.text, expiresInSeconds: accessSeconds };
}
