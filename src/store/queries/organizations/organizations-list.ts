import { type Page, type PageRequest, pageFrom } from '../../../base/page.ts';
import type { Queries } from '../../database.ts';
import type { Organization } from '../../records/organization.ts';
import { type OrganizationRow, organizationColumns, organizationFrom } from './organization-row.ts';

/** Which organizations a list is about. */
export interface OrganizationsQuestion {
  /** Only these, where it is given. */
  ids: readonly string[] | null;
  /** Only those in whose key, name and dialect each of these words stands, in capitals or not. */
  words?: readonly string[];
}

/**
 * Organizations, newest first. Index: the primary key, in either direction. What is searched for is looked for in one row after
 * the other, since there are thousands of organizations at the most.
 */
export async function organizationsList(
  queries: Queries,
  { ids, words = [] }: OrganizationsQuestion,
  page: PageRequest,
): Promise<Page<Organization>> {
  const rows = await queries.query<OrganizationRow>({
    text: page.after === undefined ? olderFirst : newerFirst,
    values: [ids, page.after ?? page.before ?? null, page.limit + 1, words],
  });
  return pageFrom(rows.map(organizationFrom), page);
}

const hasWords = `
  not exists (
    select from unnest($4::text[]) as word
    where position(lower(word) in lower(concat_ws(' ', key, name, dialect))) = 0
  )`;

const olderFirst = `
  select ${organizationColumns}
  from organizations
  where ($1::uuid[] is null or id = any ($1)) and ($2::uuid is null or id < $2)
    and ${hasWords}
  order by id desc
  limit $3`;

const newerFirst = `
  select ${organizationColumns}
  from organizations
  where ($1::uuid[] is null or id = any ($1)) and id > $2
    and ${hasWords}
  order by id
  limit $3`;
