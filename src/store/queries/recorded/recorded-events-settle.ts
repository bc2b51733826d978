import type { Queries, Transaction } from '../../database.ts';
import type { RecordedRefusal } from '../../records/recorded-event.ts';

/** Removes what has become events, in the transaction that saves those. Index: the primary key. */
export async function recordedEventsDelete(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query({
    name: 'recorded-events-delete',
    text: 'delete from recorded_events where id = any($1::uuid[])',
    values: [ids],
  });
}

/** Puts aside what cannot become events, with the reason. Index: the primary key. */
export async function recordedEventsRefuse(
  queries: Queries,
  refusals: readonly RecordedRefusal[],
  now: Date,
): Promise<void> {
  if (refusals.length === 0) return;
  await queries.query({
    text: `
      update recorded_events r
      set refused_at = $4, reason = f.reason, detail = f.detail
      from unnest($1::uuid[], $2::text[], $3::text[]) as f (id, reason, detail)
      where r.id = f.id`,
    values: [
      refusals.map(({ id }) => id),
      refusals.map(({ reason }) => reason),
      refusals.map(({ detail }) => detail),
      now,
    ],
  });
}

/** Those of the organizations that are there. They stay until the transaction ends. Index: the primary key. */
export async function organizationsPresent(tx: Transaction, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>({
    name: 'organizations-present',
    text: 'select id from organizations where id = any($1::uuid[]) order by id for key share',
    values: [ids],
  });
  return new Set(rows.map(({ id }) => id));
}
