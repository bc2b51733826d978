import type { Queries } from '../../database.ts';

/**
 * Clears away sessions and links that are over. Called at each sign-in, so that there are never more of them than were
 * begun within a week. Index: tokens_by_kind.
 */
export async function sessionsDeleteExpired(queries: Queries, now: Date): Promise<void> {
  await queries.query({
    text: `delete from tokens where kind in ('session', 'link') and expires_at <= $1`,
    values: [now],
  });
}
