import type { Principal } from '../../../access/principal.ts';
import type { Context } from '../../../objects/context.ts';
import type { Organization } from '../../../store/records/organization.ts';
import type { DialectServices } from '../../dialect.ts';
import { apigeeCatalogue } from '../catalogue/index.ts';
import { MintError } from '../routes/errors.ts';
import { basicFrom } from './basic.ts';
import { apigeeRoleOf, mayDo } from './roles.ts';

/** Nobody's organization: the password of a caller who names one that is not there is checked all the same. */
const nowhere = '00000000-0000-0000-0000-000000000000';

/**
 * Who calls, in the organization that the path names, and whether the vendor's role lets them: with
 * `Authorization: Basic email:password` or a bearer token. Throws 401 for bad credentials and 403 for those of another
 * organization, as the vendor's page on statuses has it. (A user belongs to an organization, so one who signs in to
 * another by password is not known there: 401.)
 */
export async function authenticate(
  services: Pick<DialectServices, 'access'>,
  request: { authorization: string | undefined; organization: string; method: string; path: string },
): Promise<Context> {
  const { principal, organization } = await signIn(services, request.authorization, request.organization);
  const role = apigeeRoleOf(principal);
  if (!mayDo(role, request.method, request.path)) {
    throw new MintError(403, 'mint.forbidden', `The role ${role} may not ${request.method} ${request.path}.`);
  }
  return { principal, organization, catalogue: apigeeCatalogue };
}

async function signIn(
  { access }: Pick<DialectServices, 'access'>,
  authorization: string | undefined,
  reference: string,
): Promise<{ principal: Principal; organization: Organization }> {
  const find = (principal: Principal | null) =>
    access.findOrganization({ reference, dialect: 'apigee', principal });
  const basic = basicFrom(authorization);
  if (basic !== null) {
    const organization = await find(null);
    const user = await access.verifyPassword({ organizationId: organization?.id ?? nowhere, ...basic });
    if (user === null || organization === null)
      throw unauthorized('The e-mail address or password is not right.');
    return { principal: access.principalOf(user), organization };
  }
  const token = /^Bearer +([^\s,]+) *$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw unauthorized('Sign in with HTTP Basic (email:password) or a bearer token.');
  const principal = await access.authenticateToken(token);
  const organization = await find(principal);
  if (organization === null) {
    throw new MintError(
      403,
      'mint.forbidden',
      `These credentials are not for the organization ${reference}.`,
    );
  }
  return { principal, organization };
}

function unauthorized(message: string): MintError {
  return new MintError(401, 'mint.unauthorized', message, {
    headers: { 'www-authenticate': 'Basic realm="Apigee"' },
  });
}
