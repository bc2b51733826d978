import type { Queries } from '../../database.ts';
import type { TokenRecord } from './token-row.ts';

/** Saves an API token. */
export async function tokenInsert(queries: Queries, token: TokenRecord, hash: Buffer): Promise<void> {
  await queries.query({
    text: `
      insert into tokens (id, hash, kind, name, role, organization_ids, created_at, expires_at)
      values ($1, $2, 'api', $3, $4, $5, $6, $7)`,
    values: [token.id, hash, token.name, token.role, token.organizationIds, token.createdAt, token.expiresAt],
  });
}
