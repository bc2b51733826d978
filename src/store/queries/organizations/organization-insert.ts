import type { Transaction } from '../../database.ts';
import type { Organization } from '../../records/organization.ts';
import { type OrganizationRow, organizationColumns, organizationFrom } from './organization-row.ts';

/** Saves a new organization and gives it its number. Null when its key is taken. */
export async function organizationInsert(
  tx: Transaction,
  organization: Omit<Organization, 'number'>,
): Promise<Organization | null> {
  const [row] = await tx.query<OrganizationRow>({
    text: `
      insert into organizations (id, key, name, dialect, settings, created_at, updated_at)
      values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (key) do nothing
      returning ${organizationColumns}`,
    values: [
      organization.id,
      organization.key,
      organization.name,
      organization.dialect,
      organization.settings,
      organization.createdAt,
      organization.updatedAt,
    ],
  });
  return row === undefined ? null : organizationFrom(row);
}
