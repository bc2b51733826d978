import { isUuid } from '../../base/ids.ts';
import type { Together } from '../../base/together.ts';
import {
  type OrganizationName,
  organizationFind,
} from '../../store/queries/organizations/organization-find.ts';
import type { Organization } from '../../store/records/organization.ts';
import { organizationKeyPattern } from '../organizations/check-organization.ts';
import type { Principal } from '../principal.ts';
import type { AccessServices } from '../services.ts';

/** The organization that a path names, as far as this principal may know of it; null otherwise. */
export async function findOrganization(
  {
    database,
    together = alone,
  }: Pick<AccessServices, 'database'> & { together?: Together<Organization | null> },
  input: { reference: string; dialect: string | null; principal: Principal | null },
): Promise<Organization | null> {
  const name = readReference(input.reference);
  if (name === null) return null;
  const organization = await together(input.reference, () => organizationFind(database, name));
  if (organization === null) return null;
  if (input.dialect !== null && organization.dialect !== input.dialect) return null;
  const visible = input.principal?.organizationIds ?? null;
  return visible === null || visible.includes(organization.id) ? organization : null;
}

/** No text is two of these: a key begins with a letter, and may not look like a UUID. */
function readReference(reference: string): OrganizationName | null {
  if (isUuid(reference)) return { id: reference };
  if (/^[1-9][0-9]{0,14}$/.test(reference)) return { number: Number(reference) };
  return organizationKeyPattern.test(reference) ? { key: reference } : null;
}

/** For what is done so seldom that nobody else asks. */
const alone: Together<Organization | null> = (_, question) => question();
