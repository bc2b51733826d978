import {
  type OrganizationContents,
  organizationContents,
} from '../../store/queries/organizations/organization-contents.ts';
import { permit } from '../principal.ts';
import type { AccessServices, OrganizationContext } from '../services.ts';

/** Counting goes no further. */
const countedUpTo = 100_000;

/** How much the removal of an organization would take along. Nothing is done. */
export async function previewOrganizationRemoval(
  { database }: AccessServices,
  { principal, organization }: OrganizationContext,
): Promise<OrganizationContents> {
  permit(principal, 'organizations.manage', organization.id);
  permit(principal, 'organizations.manage', null);
  return organizationContents(database, { organizationId: organization.id, limit: countedUpTo });
}
