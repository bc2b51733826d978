import type { Page, PageRequest } from '../../base/page.ts';
import { credentialsList } from '../../store/queries/credentials/credentials-list.ts';
import type { Credential } from '../../store/records/credential.ts';
import { permit } from '../principal.ts';
import type { AccessServices, OrganizationContext } from '../services.ts';

/** The credentials of an organization, newest first, without what they are proved with. */
export async function listCredentials(
  { database }: AccessServices,
  { principal, organization }: OrganizationContext,
  page: PageRequest,
): Promise<Page<Credential>> {
  permit(principal, 'credentials.manage', organization.id);
  return credentialsList(database, organization.id, page);
}
