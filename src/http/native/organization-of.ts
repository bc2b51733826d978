import type { Access } from '../../access/access.ts';
import { type Permission, type Principal, permit } from '../../access/principal.ts';
import { notFound } from '../../base/errors.ts';
import type { Organization } from '../../store/records/organization.ts';
import { principalOf, type SignedIn } from '../authentication.ts';

/** A request to a path in an organization. */
type InOrganization = SignedIn & { params: { org: string } };

/** Who asks, and the organization that the path names. Throws `not-found` also for one that they may not see. */
export async function contextOf(
  access: Pick<Access, 'findOrganization'>,
  request: InOrganization,
): Promise<{ principal: Principal; organization: Organization }> {
  const principal = principalOf(request);
  const organization = await access.findOrganization({
    reference: request.params.org,
    dialect: null,
    principal,
  });
  if (organization === null) throw notFound('The organization');
  return { principal, organization };
}

/** The id of the organization that the path names, for reading what has no verb of its own. */
export async function permittedIn(
  access: Pick<Access, 'findOrganization'>,
  request: InOrganization,
  permission: Permission,
): Promise<string> {
  const { principal, organization } = await contextOf(access, request);
  permit(principal, permission, organization.id);
  return organization.id;
}
