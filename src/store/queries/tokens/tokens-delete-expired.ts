import type { Queries } from '../../database.ts';

/**
 * Clears away what sign-ins left behind: tokens of a credential that have expired. Called when new ones are issued
 * to it, so that the table stays as small as the number of sessions. Index: tokens_by_credential.
 */
export async function tokensDeleteExpired(
  queries: Queries,
  input: { credentialId: string; before: Date },
): Promise<void> {
  await queries.query({
    text: 'delete from tokens where credential_id = $1 and expires_at < $2',
    values: [input.credentialId, input.before],
  });
}
