import type { Queries } from '../../database.ts';
import type { Credential } from '../../records/credential.ts';
import type { Vault } from '../../vault.ts';
import { credentialContext } from './credential-row.ts';

/** What a client proves itself with: an API key by its secret, a user by a password, kept as its hash. */
export type CredentialProof =
  | { secret: string /** Where it is to be found by its secret. */; secretHash: Buffer | null }
  | { passwordHash: string };

/** Saves a credential. False when its identifier is taken: an API key anywhere, a user in its
 * organization; or its secret, where it is to be found by that.  */
export async function credentialInsert(
  queries: Queries,
  vault: Vault,
  credential: Credential,
  proof: CredentialProof,
): Promise<boolean> {
  const { organizationId, id } = credential;
  const rows = await queries.query<{ id: string }>({
    text: `
      insert into credentials (
        organization_id, id, kind, identifier, sealed_secret, password_hash, role, created_at,
        dialect_role, secret_hash
      )
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      on conflict do nothing
      returning id`,
    values: [
      organizationId,
      id,
      credential.kind,
      credential.identifier,
      'secret' in proof ? vault.seal(proof.secret, credentialContext(organizationId, id)) : null,
      'passwordHash' in proof ? proof.passwordHash : null,
      credential.role,
      credential.createdAt,
      credential.dialectRole,
      'secret' in proof ? proof.secretHash : null,
    ],
  });
  return rows.length > 0;
}
