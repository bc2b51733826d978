import { BellwireError } from '../../base/errors.ts';
import { actsIn, audit, type Doer } from '../../store/audit.ts';
import type { Transaction } from '../../store/database.ts';
import { linkSpend } from '../../store/queries/sessions/link-spend.ts';
import { type NewSession, sessionBegin } from '../../store/queries/sessions/session-begin.ts';
import { sessionsDeleteExpired } from '../../store/queries/sessions/sessions-delete-expired.ts';
import { tokenByHash } from '../../store/queries/tokens/token-by-hash.ts';
import { tokensIssue } from '../../store/queries/tokens/tokens-issue.ts';
import type { Credential } from '../../store/records/credential.ts';
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

/** Begins a session, or throws `unauthenticated`. `address`: where the request comes from. */
export async function signIn(services: Services, proof: Proof, address: string): Promise<BegunSession> {
  const now = services.clock.now();
  const { text, hash } = createTokenText(services.ids);
  const session = { id: services.ids.uuid(), hash, now, expiresAt: new Date(now.getTime() + sessionMs) };
  const expiresAt = await begin(services, proof, session, address);
  await sessionsDeleteExpired(services.database, now);
  return { text, expiresAt };
}

async function begin(services: Services, proof: Proof, session: NewSession, address: string): Promise<Date> {
  // Ahead of the transaction: to check a password takes long.
  const user = 'password' in proof ? await userOf(services, proof) : null;
  return services.database.transaction(async (tx) => {
    const begun =
      'password' in proof ? await withUser(tx, user, session) : await withToken(tx, proof, session);
    const { by, organizationIds, expiresAt } = begun;
    const proved = 'password' in proof ? 'password' : 'link' in proof ? 'link' : 'token';
    const details = { with: proved, address, expiresAt: expiresAt.toISOString() };
    const act = { action: 'session.begun', target: { id: session.id }, details } as const;
    await audit(tx, services, by, actsIn(organizationIds, act));
    return expiresAt;
  });
}

/** Who has signed in, and to which organizations. */
interface Begun {
  by: Doer;
  organizationIds: string[] | null;
  expiresAt: Date;
}

async function withToken(
  tx: Transaction,
  proof: { token: string } | { link: string },
  session: NewSession,
): Promise<Begun> {
  const isLink = 'link' in proof;
  const tokenId = isLink
    ? await linkSpend(tx, { hash: hashOfToken(proof.link), now: session.now })
    : ((await tokenByHash(tx, hashOfToken(proof.token), session.now))?.id ?? null);
  const begun = tokenId === null ? null : await sessionBegin(tx, { ...session, tokenId });
  if (begun === null) {
    const what = isLink ? 'link is not valid, or was used already' : 'token is not valid, or not any more';
    throw new BellwireError('unauthenticated', `The ${what}.`);
  }
  const { name, organizationIds, expiresAt } = begun;
  return { by: { actor: `token:${tokenId}`, name }, organizationIds, expiresAt };
}

async function userOf(
  services: Services,
  { organization: reference, email, password }: { organization: string; email: string; password: string },
): Promise<Credential | null> {
  const organization = await findOrganization(services, { reference, dialect: null, principal: null });
  const organizationId = organization?.id ?? nowhere;
  return verifyUser(services, { organizationId, username: email, password });
}

async function withUser(
  tx: Transaction,
  user: Credential | null,
  { now, ...session }: NewSession,
): Promise<Begun> {
  const issued =
    user !== null &&
    (await tokensIssue(tx, {
      organizationId: user.organizationId,
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
  const by = { actor: `credential:${user.id}`, name: user.identifier };
  return { by, organizationIds: [user.organizationId], expiresAt: session.expiresAt };
}
