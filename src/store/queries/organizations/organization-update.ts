import type { Transaction } from '../../database.ts';
import type { Organization } from '../../records/organization.ts';

/** Saves what can be changed of an organization. Index: the primary key. */
export async function organizationUpdate(tx: Transaction, organization: Organization): Promise<void> {
  await tx.query({
    text: `
      update organizations
      set name = $2, settings = $3, updated_at = $4
      where id = $1`,
    values: [organization.id, organization.name, organization.settings, organization.updatedAt],
  });
}
