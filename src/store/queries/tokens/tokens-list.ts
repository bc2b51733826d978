import { type Page, type PageRequest, pageFrom } from '../../../base/page.ts';
import type { Queries } from '../../database.ts';
import { type TokenRecord, type TokenRow, tokenColumns, tokenFrom } from './token-row.ts';

/**
 * API tokens, newest first; where `within` is given, those that reach nothing outside those organizations.
 * Index: tokens_by_kind, in either direction.
 */
export async function tokensList(
  queries: Queries,
  within: readonly string[] | null,
  page: PageRequest,
): Promise<Page<TokenRecord>> {
  const rows = await queries.query<TokenRow>({
    text: page.after === undefined ? olderFirst : newerFirst,
    values: [within, page.after ?? page.before ?? null, page.limit + 1],
  });
  return pageFrom(rows.map(tokenFrom), page);
}

const olderFirst = `
  select ${tokenColumns}
  from tokens
  where kind = 'api' and ($1::uuid[] is null or organization_ids <@ $1) and ($2::uuid is null or id < $2)
  order by id desc
  limit $3`;

const newerFirst = `
  select ${tokenColumns}
  from tokens
  where kind = 'api' and ($1::uuid[] is null or organization_ids <@ $1) and id > $2
  order by id
  limit $3`;
