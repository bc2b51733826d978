import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';
import {
  eventKept,
  type FinishedDelivery,
  type FinishedRow,
  finishedFrom,
  hasWebhookAndEvent,
} from './finished-deliveries.ts';

/** Which attempts are meant: those of a list, or those after `from` that have the words of a `tsquery`. */
export type MeantAttempts = { ids: readonly string[] } | { query: string; from: string };

/**
 * The finished deliveries of attempts, each with the first of its attempts that is meant and no other one: a delivery with
 * attempts in several batches is found in one of them, and is sent once. Indexes: the primary keys, attempts_by_delivery.
 */
export async function deliveriesOfAttempts(
  queries: Queries,
  organizationId: string,
  ids: readonly string[],
  meant: MeantAttempts,
): Promise<FinishedDelivery[]> {
  const [isMeant, values] =
    'ids' in meant
      ? ['earlier.id = any($3::uuid[])', [meant.ids]]
      : ['earlier.id > $4::uuid and earlier.words @@ $3::text::tsquery', [meant.query, meant.from]];
  const rows = await queries.query<FinishedRow>({
    text: `
      select deliveries.id, deliveries.webhook_id, deliveries.event_id, ${eventKept} as event_kept
      ${ofAttempts}
        and not exists (
          select
          from attempts earlier
          where earlier.organization_id = ${unseen('$1')} and earlier.delivery_id = a.delivery_id and earlier.id < a.id
            and ${isMeant}
        )`,
    values: [organizationId, ids, ...values],
  });
  return rows.map(finishedFrom);
}

/** How many deliveries of these attempts can be sent, to whom, and when the first and the last of the attempts were made. */
export async function deliveriesOfAttemptsCount(
  queries: Queries,
  organizationId: string,
  ids: readonly string[],
): Promise<{ count: number; webhookIds: string[]; oldest: Date | null; newest: Date | null }> {
  const [row] = await queries.query<{
    count: number;
    webhook_ids: string[] | null;
    oldest: Date | null;
    newest: Date | null;
  }>({
    text: `
      select
        count(distinct deliveries.id) as count, array_agg(distinct deliveries.webhook_id) as webhook_ids,
        min(a.started_at) as oldest, max(a.started_at) as newest
      ${ofAttempts} ${hasWebhookAndEvent}`,
    values: [organizationId, ids],
  });
  return {
    count: Number(row?.count ?? 0),
    webhookIds: row?.webhook_ids ?? [],
    oldest: row?.oldest ?? null,
    newest: row?.newest ?? null,
  };
}

/** Joined one by one, so that each id leads to the one partition that can have it. */
const ofAttempts = `
  from unnest($2::uuid[]) as found (id)
  join attempts a on a.organization_id = ${unseen('$1')} and a.id = found.id
  join deliveries on deliveries.organization_id = ${unseen('$1')} and deliveries.id = a.delivery_id
  where deliveries.due_at is null`;
