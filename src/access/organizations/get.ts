import { notFound } from '../../base/errors.ts';
import type { Organization } from '../../store/records/organization.ts';
import { type Principal, permit } from '../principal.ts';
import type { AccessServices } from '../services.ts';
import { findOrganization } from '../sign-in/find-organization.ts';

/** The organization of that key, UUID or number. Throws `not-found` also for one that this principal may not see. */
export async function getOrganization(
  services: AccessServices,
  principal: Principal,
  reference: string,
): Promise<Organization> {
  const organization = await findOrganization(services, { reference, dialect: null, principal });
  if (organization === null) throw notFound('The organization');
  permit(principal, 'organizations.read', organization.id);
  return organization;
}
