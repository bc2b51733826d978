import type { Queries } from '../../database.ts';
import type { Organization } from '../../records/organization.ts';
import { type OrganizationRow, organizationColumns, organizationFrom } from './organization-row.ts';

/** What an organization can be found by. */
export type OrganizationName = { id: string } | { key: string } | { number: number };

/** One organization, or null. Indexes: the primary key, and the unique ones of key and number. */
export async function organizationFind(
  queries: Queries,
  name: OrganizationName,
): Promise<Organization | null> {
  const [column, value] = Object.entries(name)[0] as [keyof typeof statements, string | number];
  const [row] = await queries.query<OrganizationRow>({
    name: `organization-by-${column}`,
    text: statements[column],
    values: [value],
  });
  return row === undefined ? null : organizationFrom(row);
}

const statements = {
  id: `select ${organizationColumns} from organizations where id = $1`,
  key: `select ${organizationColumns} from organizations where key = $1`,
  number: `select ${organizationColumns} from organizations where number = $1`,
};
