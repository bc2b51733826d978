import type { Role } from '../../records/role.ts';

/** An API token as its keepers may see it: everything but the token. */
export interface TokenRecord {
  id: string;
  name: string;
  role: Role;
  /** Null: every organization, those to come included. */
  organizationIds: string[] | null;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

/** A row of the table, without the hash. */
export interface TokenRow {
  id: string;
  name: string;
  role: Role;
  organization_ids: string[] | null;
  created_at: Date;
  expires_at: Date | null;
  revoked_at: Date | null;
  last_used_at: Date | null;
}

/** What the statements select. */
export const tokenColumns =
  'id, name, role, organization_ids, created_at, expires_at, revoked_at, last_used_at';

/** The token of a row. */
export function tokenFrom(row: TokenRow): TokenRecord {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    organizationIds: row.organization_ids,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
  };
}
