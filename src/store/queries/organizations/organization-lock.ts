import type { Transaction } from '../../database.ts';
import type { Organization } from '../../records/organization.ts';
import { type OrganizationRow, organizationColumns, organizationFrom } from './organization-row.ts';

/**
 * One organization, locked until the transaction ends, or null. `change` lets objects be saved meanwhile; `remove`
 * waits for those that are being saved and lets no new ones begin. Index: the primary key.
 */
export async function organizationLock(
  tx: Transaction,
  id: string,
  purpose: 'change' | 'remove',
): Promise<Organization | null> {
  const strength = purpose === 'change' ? 'no key update' : 'update';
  const [row] = await tx.query<OrganizationRow>({
    text: `select ${organizationColumns} from organizations where id = $1 for ${strength}`,
    values: [id],
  });
  return row === undefined ? null : organizationFrom(row);
}
