import type { Page, PageRequest } from '../../base/page.ts';
import { organizationsList } from '../../store/queries/organizations/organizations-list.ts';
import type { Organization } from '../../store/records/organization.ts';
import { type Principal, permit } from '../principal.ts';
import type { AccessServices } from '../services.ts';

/** The organizations that this principal may see, newest first; with `q` those in whose key, name and dialect each of its words stands. */
export async function listOrganizations(
  { database }: AccessServices,
  principal: Principal,
  { q = '', ...page }: PageRequest & { q?: string | undefined },
): Promise<Page<Organization>> {
  // Any of its own organizations will do: only the role is in question.
  permit(principal, 'organizations.read', principal.organizationIds?.[0] ?? null);
  return organizationsList(
    database,
    { ids: principal.organizationIds, words: q.split(/\s+/).filter(Boolean) },
    page,
  );
}
