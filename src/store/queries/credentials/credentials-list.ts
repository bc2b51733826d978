import { type Page, type PageRequest, pageFrom } from '../../../base/page.ts';
import type { Queries } from '../../database.ts';
import type { Credential } from '../../records/credential.ts';
import { type CredentialRow, credentialColumns, credentialFrom } from './credential-row.ts';

/** Credentials of an organization, newest first, without their secrets. Index: the primary key, either way. */
export async function credentialsList(
  queries: Queries,
  organizationId: string,
  page: PageRequest,
): Promise<Page<Credential>> {
  const rows = await queries.query<CredentialRow>({
    text: page.after === undefined ? olderFirst : newerFirst,
    values: [organizationId, page.after ?? page.before ?? null, page.limit + 1],
  });
  return pageFrom(rows.map(credentialFrom), page);
}

const olderFirst = `
  select ${credentialColumns}
  from credentials
  where organization_id = $1 and ($2::uuid is null or id < $2)
  order by id desc
  limit $3`;

const newerFirst = `
  select ${credentialColumns}
  from credentials
  where organization_id = $1 and id > $2
  order by id
  limit $3`;
