import { notFound } from '../../base/errors.ts';
import { isUuid } from '../../base/ids.ts';
import { audit } from '../../store/audit.ts';
import { credentialDelete } from '../../store/queries/credentials/credential-delete.ts';
import { permit } from '../principal.ts';
import type { AccessServices, OrganizationContext } from '../services.ts';

/** Removes a credential. Tokens that were issued to it stop working at once. */
export async function removeCredential(
  services: AccessServices,
  { principal, organization }: OrganizationContext,
  id: string,
): Promise<void> {
  permit(principal, 'credentials.manage', organization.id);
  if (!isUuid(id)) throw notFound('The credential');
  const organizationId = organization.id;
  await services.database.transaction(async (tx) => {
    const removed = await credentialDelete(tx, { organizationId, id });
    if (removed === null) throw notFound('The credential');
    const act = { action: 'credential.removed', target: { id, name: removed.identifier } } as const;
    await audit(tx, services, principal, [{ organizationId, ...act, details: { kind: removed.kind } }]);
  });
}
