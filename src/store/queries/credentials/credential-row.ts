import type { Credential } from '../../records/credential.ts';
import type { Role } from '../../records/role.ts';
import { sealContext } from '../../vault.ts';

/** A row of the table. */
export interface CredentialRow {
  organization_id: string;
  id: string;
  kind: 'api-key' | 'user';
  identifier: string;
  role: Role;
  dialect_role: string | null;
  created_at: Date;
}

/** What the statements select, where they do not need a secret. */
export const credentialColumns = 'organization_id, id, kind, identifier, role, dialect_role, created_at';

/** The credential of a row. */
export function credentialFrom(row: CredentialRow): Credential {
  return {
    organizationId: row.organization_id,
    id: row.id,
    kind: row.kind,
    identifier: row.identifier,
    role: row.role,
    dialectRole: row.dialect_role,
    createdAt: row.created_at,
  };
}

/** Where the secret of an API key is sealed for. */
export function credentialContext(organizationId: string, id: string): string {
  return sealContext('credentials.sealed_secret', organizationId, id);
}
