import { sessionFind } from '../../store/queries/sessions/session-find.ts';
import type { AccessServices } from '../services.ts';
import { hashOfToken } from '../token-text.ts';
import { endSession } from './end.ts';
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
      const account = 'password' in proof ? JSON.stringify([proof.organization, proof.email]) : null;
      const attempt = throttle.begin({ account, address });
      if (attempt.waitSeconds > 0) return { result: 'throttled', waitSeconds: attempt.waitSeconds };
      const session = await signIn(services, proof, address);
      attempt.right();
      return { result: 'signed-in', session };
    },
    expiryOf: (text) => sessionFind(services.database, hashOfToken(text)),
    end: (text) => endSession(services, text),
  };
}
