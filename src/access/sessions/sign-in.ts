import { BellwireError } from '../../base/errors.ts';
import type { Transaction } from '../../store/database.ts';
import { linkSpend } from '../../store/queries/sessions/link-spend.ts';
import { type NewSession, sessionBegin } from '../../store/queries/sessions/session-begin.ts';
import { sessionsDeleteExpired } from '../../store/queries/sessions/sessions-delete-expired.ts';
import { tokenByHash } from '../../store/queries/tokens/token-by-hash.ts';
import { tokensIssue } from '../../store/queries/tokens/tokens-issue.ts';
import type { AccessServices } from '../services.ts';
import { findOrganization } from '../sign-in/find-organization.ts';
import { verifyUser } from '../sign-in/verify-user.ts';
import { createTokenText, hashOfToken } from '../token-text.ts';

/** What somebody signs in with: an API token, the secret of a one-time link, or a user of an organization's dialect. */
export type Proof =
  | { token: string }
  | { link: string }
  | { organization: string; email: string; password: string };

/** A session at the one moment when its text can be read. */
export interface BegunSession {
  text: string;
  expiresAt: Date;
}

type Services = Pick<AccessServices, 'database' | 'clock' | 'ids'>;

/** A week: people who look every day sign in on Mondays. Unused for `idleMs` it ends earlier. */
export const sessionMs = 7 * 24 * 3_600_000;

/** Nobody's organization: the password of a caller who names one that is not there is checked all the same. */
const nowhere = '00000000-0000-0000-0000-000000000000';

/** Begins a session, or throws `unauthenticated`. */
export async function signIn(services: Services, proof: Proof): Promise<BegunSession> {
  const now = services.clock.now();
  const { text, hash } = createTokenText(services.ids);
  const session = { id: services.ids.uuid(), hash, now, expiresAt: new Date(now.getTime() + sessionMs) };
  const expiresAt = await begin(services, proof, session);
  await sessionsDeleteExpired(services.database, now);
  return { text, expiresAt };
}

function begin({ database, ...services }: Services, proof: Proof, session: NewSession): Promise<Date> {
  if ('password' in proof) return withPassword({ database, ...services }, proof, session);
  return database.transaction(async (tx) => {
    const tokenId =
      'link' in proof
        ? await linkSpend(tx, { hash: hashOfToken(proof.link), now: session.now })
        : ((await tokenByHash(tx, hashOfToken(proof.token), session.now))?.id ?? null);
    return withToken(tx, tokenId, session, 'link' in proof);
  });
}

async function withToken(
  tx: Transaction,
  tokenId: string | null,
  session: NewSession,
  isLink: boolean,
): Promise<Date> {
  const expiresAt = tokenId === null ? null : await sessionBegin(tx, { ...session, tokenId });
  if (expiresAt === null) {
    const what = isLink ? 'link is not valid, or was used already' : 'token is not valid, or not any more';
    throw new BellwireError('unauthenticated', `The ${what}.`);
  }
  return expiresAt;
}

async function withPassword(
  services: Services,
  { organization: reference, email, password }: { organization: string; email: string; password: string },
  { now, ...session }: NewSession,
): Promise<Date> {
  const organization = await findOrganization(services, { reference, dialect: null, principal: null });
  const organizationId = organization?.id ?? nowhere;
  const user = await verifyUser(services, { organizationId, username: email, password });
  const issued =
    user !== null &&
    (await tokensIssue(services.database, {
      organizationId,
      credentialId: user.id,
      now,
      tokens: [{ ...session, kind: 'session' }],
    }));
  if (!issued) {
    throw new BellwireError(
      'unauthenticated',
      'The organization, the email address or the password is wrong.',
    );
  }
  return session.expiresAt;
}
