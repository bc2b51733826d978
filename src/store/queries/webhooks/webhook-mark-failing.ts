import type { Queries } from '../../database.ts';

/**
 * Remembers since when every attempt of a webhook has failed, or forgets it after a success. Says nothing of the
 * version: nobody chose this. Index: the primary key.
 */
export async function webhookMarkFailing(
  queries: Queries,
  input: { organizationId: string; id: string; since: Date | null },
): Promise<void> {
  await queries.query({
    name: 'webhook-mark-failing',
    text: `
      update webhooks
      set failing_since = $3
      where organization_id = $1 and id = $2 and (failing_since is null) <> ($3::timestamptz is null)`,
    values: [input.organizationId, input.id, input.since],
  });
}
