import type { Access } from '../../../access/access.ts';
import type { Principal } from '../../../access/principal.ts';
import { BellwireError } from '../../../base/errors.ts';
import type { Context } from '../../../objects/context.ts';
import type { Organization } from '../../../store/records/organization.ts';
import type { Role } from '../../../store/records/role.ts';
import { rapidapiCatalogue } from '../catalogue/index.ts';

/** The headers by which a client of the Platform API signs in. */
export interface SignInHeaders {
  /** `Authorization: Bearer`, which a session of the console becomes; only looked at where there is no key. */
  authorization?: string | undefined;
  /** `x-rapidapi-key` */
  key: string | undefined;
  /** `x-rapidapi-identity-key`: whose act it is, where the key is one that several share. */
  identityKey: string | undefined;
  /** `x-rapidapi-host`: `acme.hub.example`. Only its first part means anything, and only where the key opens several hubs. */
  host: string | undefined;
}

/** From least to most. */
const ranks: Readonly<Record<Role, number>> = { publisher: 0, viewer: 1, editor: 2, administrator: 3 };

/**
 * Who calls, and in which hub: an API key belongs to one; a token of Bellwire's may open several, and then the host
 * says which. With an identity key, whoever that belongs to does it, and may do what both keys may. Throws
 * `unauthenticated` for everything else: what was wrong is not told.
 */
export async function authenticate(
  access: Access,
  { authorization, key, identityKey, host }: SignInHeaders,
): Promise<Context> {
  const bearer = /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  const principal =
    (key ?? '') === '' && bearer !== undefined
      ? await access.authenticateToken(bearer)
      : await principalWith(access, key ?? '');
  const organization = await hubOf(access, principal, host);
  if (organization === null) throw refused();
  if (identityKey === undefined || identityKey === '')
    return { principal, organization, catalogue: rapidapiCatalogue };
  const identity = await principalWith(access, identityKey);
  const { organizationIds } = identity;
  if (organizationIds !== null && !organizationIds.includes(organization.id)) throw refused();
  const role = ranks[identity.role] < ranks[principal.role] ? identity.role : principal.role;
  return {
    principal: { ...identity, role, organizationIds: [organization.id] },
    organization,
    catalogue: rapidapiCatalogue,
  };
}

async function principalWith(access: Access, key: string): Promise<Principal> {
  if (key === '') throw new BellwireError('unauthenticated', 'Sign in with the header x-rapidapi-key.');
  if (key.startsWith('bwt_')) return access.authenticateToken(key);
  const credential = await access.findApiKeyBySecret(key);
  if (credential === null) throw refused();
  return access.principalOf(credential);
}

async function hubOf(
  access: Access,
  principal: Principal,
  host: string | undefined,
): Promise<Organization | null> {
  const [only, ...others] = principal.organizationIds ?? [];
  const reference = only !== undefined && others.length === 0 ? only : (host ?? '').split(/[.:]/, 1)[0];
  return access.findOrganization({ reference: reference ?? '', dialect: 'rapidapi', principal });
}

function refused(): BellwireError {
  return new BellwireError('unauthenticated', 'The key is not valid, or not for a hub.');
}
