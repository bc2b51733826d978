import type { Transaction } from '../../database.ts';

/** What was revoked. */
export interface RevokedToken {
  name: string;
  organizationIds: string[] | null;
  /** It had been revoked already. */
  before: boolean;
  /** How many sessions ended with it. */
  sessions: number;
}

/**
 * Revokes an API token, and ends the sessions that were begun with it; one that is revoked already stays as it is. Null
 * when it is not there, or reaches outside the organizations of `within`. Two statements, in this order: the first
 * waits for sessions that are begun at this moment, the second then sees them.
 * Indexes: the primary key, tokens_by_parent.
 */
export async function tokenRevoke(
  tx: Transaction,
  input: { id: string; within: readonly string[] | null; now: Date },
): Promise<RevokedToken | null> {
  const [token] = await tx.query<{
    name: string;
    organization_ids: string[] | null;
    revoked_before: boolean;
  }>({
    text: `
      with old as (select id, revoked_at from tokens where id = $1 for update)
      update tokens
      set revoked_at = coalesce(tokens.revoked_at, $3)
      from old
      where tokens.id = old.id and kind = 'api' and ($2::uuid[] is null or organization_ids <@ $2)
      returning name, organization_ids, old.revoked_at is not null as revoked_before`,
    values: [input.id, input.within, input.now],
  });
  if (token === undefined) return null;
  const ended = await tx.query<{ kind: string }>({
    text: 'delete from tokens where parent_id = $1 returning kind',
    values: [input.id],
  });
  return {
    name: token.name,
    organizationIds: token.organization_ids,
    before: token.revoked_before,
    sessions: ended.filter(({ kind }) => kind === 'session').length,
  };
}
