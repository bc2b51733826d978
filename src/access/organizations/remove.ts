import { invalid, notFound } from '../../base/errors.ts';
import { audit } from '../../store/audit.ts';
import { organizationDelete } from '../../store/queries/organizations/organization-delete.ts';
import { organizationLock } from '../../store/queries/organizations/organization-lock.ts';
import { permit } from '../principal.ts';
import type { AccessServices, OrganizationContext } from '../services.ts';

/**
 * Removes an organization with its objects, webhooks, credentials and log; what is still owed is not sent.
 * `confirm` must be its key, since nothing brings it back.
 */
export async function removeOrganization(
  services: AccessServices,
  { principal, organization }: OrganizationContext,
  confirm: string | undefined,
): Promise<void> {
  permit(principal, 'organizations.manage', organization.id);
  // Like making one, this is for those who keep the whole installation.
  permit(principal, 'organizations.manage', null);

  if (confirm !== organization.key) {
    throw invalid('Removing an organization removes all that is in it, for ever.', [
      { field: 'confirm', message: `must be the key of the organization, ${organization.key}` },
    ]);
  }

  await services.database.transaction(async (tx) => {
    const locked = await organizationLock(tx, organization.id, 'remove');
    if (locked === null) throw notFound('The organization');
    await organizationDelete(tx, organization.id);
    const { id, key, dialect } = organization;
    const act = { action: 'organization.removed', target: organization, details: { key, dialect } } as const;
    await audit(tx, services, principal, [{ organizationId: id, ...act }]);
  });
}
