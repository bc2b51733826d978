import type { Credential } from '../store/records/credential.ts';
import type { Organization } from '../store/records/organization.ts';
import type { Principal } from './principal.ts';

/** Tokens handed out by a dialect's sign-in. Shown once; only their hashes are kept. */
export interface IssuedTokens {
  accessToken: string;
  refreshToken: string;
  expiresInSeconds: number;
}

/**
 * Signing in, for all surfaces. Every way ends in one Principal. Wrong, revoked and expired credentials are one
 * BellwireError `unauthenticated`, and take the same time to refuse.
 */
export interface Access {
  /**
   * A bearer token of the native API or of a dialect. `isUse: false`: only to see whether it is still good; that keeps
   * no session alive.
   */
  authenticateToken(token: string, options?: { isUse?: boolean }): Promise<Principal>;
  /** The API key of that name with its secret in clear (for md5 signatures), or null. */
  findApiKey(identifier: string): Promise<{ credential: Credential; secret: string } | null>;
  /** The API key with that secret, or null: in dialects whose clients bring the secret alone. */
  findApiKeyBySecret(secret: string): Promise<Credential | null>;
  /** The user, if that is the password; null otherwise. */
  verifyPassword(input: {
    organizationId: string;
    username: string;
    password: string;
  }): Promise<Credential | null>;
  /** The users of that name in all organizations of a dialect for whom that is the password: where no organization is named. */
  verifyUsers(input: { dialect: string; username: string; password: string }): Promise<Credential[]>;
  /** Access and refresh tokens for a credential, with its role, for its organization. */
  issueTokens(credential: Credential): Promise<IssuedTokens>;
  /**
   * New tokens for a refresh token, which is spent by that. `organizationId`: the refresh token must belong to it;
   * null: to any.
   * Throws `unauthenticated`.
   */
  refreshTokens(input: { refreshToken: string; organizationId: string | null }): Promise<IssuedTokens>;
  principalOf(credential: Credential): Principal;
  /**
   * The organization that a path names: its key, its UUID, or its number. Null when there is none, when it lives in
   * another dialect than the one given, or when the principal (null: nobody has signed in yet) may not see it.
   */
  findOrganization(input: {
    reference: string;
    dialect: string | null;
    principal: Principal | null;
  }): Promise<Organization | null>;
}
