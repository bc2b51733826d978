import { createHash } from 'node:crypto';
import { sessionFind } from '../../store/queries/sessions/session-find.ts';
import type { AccessServices } from '../services.ts';
import { findOrganization } from '../sign-in/find-organization.ts';
import { hashOfToken } from '../token-text.ts';
import { endSession } from './end.ts';
import { networkOf } from './network-of.ts';
import { type BegunSession, type Proof, signIn } from './sign-in.ts';
import { createThrottle } from './throttle.ts';

/** Sessions of the console: begun with a token, a link, or a user's password, and kept by a cookie. */
export interface Sessions {
  /**
   * Begins a session. `address`: where the request comes from. Throws `unauthenticated` for a proof that is wrong.
   */
  signIn(proof: Proof, address: string): Promise<SignInResult>;
  /** When the session of this text ends at the latest; null when it is none. */
  expiryOf(text: string): Promise<Date | null>;
  /** Ends the session of this text, if it is one. */
  end(text: string): Promise<void>;
}

/** A session, or how long to wait after too many wrong tries. */
export type SignInResult =
  | { result: 'signed-in'; session: BegunSession }
  | { result: 'throttled'; waitSeconds: number };

export function createSessions(services: Pick<AccessServices, 'database' | 'clock' | 'ids'>): Sessions {
  const throttle = createThrottle(services);
  return {
    async signIn(proof, address) {
      const account = 'password' in proof ? await accountOf(services, proof) : null;
      const attempt = throttle.begin({ account, address: networkOf(address) });
      if (attempt.waitSeconds > 0) return { result: 'throttled', waitSeconds: attempt.waitSeconds };
      const session = await signIn(services, proof, address);
      attempt.right();
      return { result: 'signed-in', session };
    },
    expiryOf: (text) => sessionFind(services.database, hashOfToken(text)),
    end: (text) => endSession(services, text),
  };
}

/** One name for a user, by whichever of its names the organization is called; and short, as many are remembered. */
async function accountOf(
  services: Pick<AccessServices, 'database'>,
  { organization: reference, email }: { organization: string; email: string },
): Promise<string> {
  const organization = await findOrganization(services, { reference, dialect: null, principal: null });
  const names = JSON.stringify([organization?.id ?? reference, email]);
  return createHash('sha256').update(names).digest('base64url');
}
