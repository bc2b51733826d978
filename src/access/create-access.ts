import { createTogether } from '../base/together.ts';
import type { BearerRow } from '../store/queries/tokens/token-by-hash.ts';
import type { Credential } from '../store/records/credential.ts';
import type { Organization } from '../store/records/organization.ts';
import type { Access } from './access.ts';
import type { Principal } from './principal.ts';
import type { AccessServices } from './services.ts';
import { authenticateToken } from './sign-in/authenticate-token.ts';
import { findApiKey } from './sign-in/find-api-key.ts';
import { findApiKeyBySecret } from './sign-in/find-api-key-by-secret.ts';
import { findOrganization } from './sign-in/find-organization.ts';
import { issueTokens } from './sign-in/issue-tokens.ts';
import { refreshTokens } from './sign-in/refresh-tokens.ts';
import { verifyUser, verifyUsers } from './sign-in/verify-user.ts';

/** Signing in, on the database. */
export function createAccess(services: Pick<AccessServices, 'database' | 'vault' | 'clock' | 'ids'>): Access {
  // Both are asked for by every request, and many requests at the same time bring the same.
  const tokens = createTogether<BearerRow | null>();
  const organizations = createTogether<Organization | null>();
  return {
    authenticateToken: (token, options) =>
      authenticateToken({ ...services, together: tokens }, token, options),
    findApiKey: (identifier) => findApiKey(services, identifier),
    findApiKeyBySecret: (secret) => findApiKeyBySecret(services, secret),
    verifyPassword: (input) => verifyUser(services, input),
    verifyUsers: (input) => verifyUsers(services, input),
    issueTokens: (credential) => services.database.transaction((tx) => issueTokens(services, tx, credential)),
    refreshTokens: (input) => refreshTokens(services, input),
    principalOf,
    findOrganization: (input) => findOrganization({ ...services, together: organizations }, input),
  };
}

/** A credential reaches its own organization and nothing else, whatever its role. */
export function principalOf(credential: Credential): Principal {
  return {
    actor: `credential:${credential.id}`,
    role: credential.role,
    name: credential.identifier,
    organizationIds: [credential.organizationId],
    ...(credential.dialectRole !== null && { dialectRole: credential.dialectRole }),
  };
}
