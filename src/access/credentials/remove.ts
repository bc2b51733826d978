import { notFound } from '../../base/errors.ts';
import { isUuid } from '../../base/ids.ts';
import { credentialDelete } from '../../store/queries/credentials/credential-delete.ts';
import { permit } from '../principal.ts';
import type { AccessServices, OrganizationContext } from '../services.ts';

/** Removes a credential. Tokens that were issued to it stop working at once. */
export async function removeCredential(
  { database }: AccessServices,
  { principal, organization }: OrganizationContext,
  id: string,
): Promise<void> {
  permit(principal, 'credentials.manage', organization.id);
  if (!isUuid(id)) throw notFound('The credential');
  const removed = await database.transaction((tx) =>
    credentialDelete(tx, { organizationId: organization.id, id }),
  );
  if (!removed) throw notFound('The credential');
}
