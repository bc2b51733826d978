import { type Page, type PageRequest, pageFrom } from '../../../base/page.ts';
import type { Queries } from '../../database.ts';
import type { Organization } from '../../records/organization.ts';
import { type OrganizationRow, organizationColumns, organizationFrom } from './organization-row.ts';

/** Organizations, newest first; only those of `ids` where it is given. Index: the primary key, in either direction. */
export async function organizationsList(
  queries: Queries,
  ids: readonly string[] | null,
  page: PageRequest,
): Promise<Page<Organization>> {
  const rows = await queries.query<OrganizationRow>({
    text: page.after === undefined ? olderFirst : newerFirst,
    values: [ids, page.after ?? page.before ?? null, page.limit + 1],
  });
  return pageFrom(rows.map(organizationFrom), page);
}

const olderFirst = `
  select ${organizationColumns}
  from organizations
  where ($1::uuid[] is null or id = any ($1)) and ($2::uuid is null or id < $2)
  order by id desc
  limit $3`;

const newerFirst = `
  select ${organizationColumns}
  from organizations
  where ($1::uuid[] is null or id = any ($1)) and id > $2
  order by id
  limit $3`;
