import type { Principal } from '../../../../access/principal.ts';
import { BellwireError } from '../../../../base/errors.ts';
import type { Context } from '../../../../objects/context.ts';
import type { Organization } from '../../../../store/records/organization.ts';
import type { DialectServices } from '../../../dialect.ts';
import { masheryCatalogue } from '../../catalogue/index.ts';
import { V3Error } from './errors.ts';

/** Who calls, and in which organization: V3's paths name none, so the token has to stand for exactly one. */
export async function authenticate(
  services: DialectServices,
  authorization: string | undefined,
): Promise<Context> {
  const token = /^Bearer +([^\s,]+) *$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) {
    throw new V3Error(401, 'An access token is required.', {
      headers: { 'www-authenticate': 'Bearer realm="Mashery"' },
    });
  }
  const principal = await services.access.authenticateToken(token);
  const organization = await organizationOf(services, principal);
  return { principal, organization, catalogue: masheryCatalogue };
}

async function organizationOf({ access }: DialectServices, principal: Principal): Promise<Organization> {
  const found = await Promise.all(
    (principal.organizationIds ?? []).map((reference) =>
      access.findOrganization({ reference, dialect: 'mashery', principal }),
    ),
  );
  const organizations = found.filter((organization) => organization !== null);
  if (organizations[0] !== undefined && organizations.length === 1) return organizations[0];
  throw new BellwireError('forbidden', 'V3 needs a token for exactly one Mashery organization.');
}
