import type { Queries } from '../../database.ts';

/** The answer to an earlier request. */
export interface RepeatedAnswer {
  fingerprint: Buffer;
  eventIds: string[];
}

const keptHours = 24;

/**
 * Claims a key for a request, in the transaction that saves its events. False when it is taken: "on conflict" waits
 * for a transaction that is just claiming it, on whichever node, so that of two at once one saves and the other
 * repeats. A key that is older than a day is taken over.
 */
export async function idempotencyClaim(
  tx: Queries,
  input: { organizationId: string; key: string; fingerprint: Buffer; eventIds: readonly string[]; now: Date },
): Promise<boolean> {
  const rows = await tx.query({
    name: 'idempotency-claim',
    text: `
      insert into idempotency_keys as k (organization_id, key, fingerprint, event_ids, created_at)
      values ($1, $2, $3, $4, $5)
      on conflict (organization_id, key) do update
      set fingerprint = excluded.fingerprint, event_ids = excluded.event_ids, created_at = excluded.created_at
      where k.created_at <= excluded.created_at - interval '${keptHours} hours'
      returning key`,
    values: [input.organizationId, input.key, input.fingerprint, input.eventIds, input.now],
  });
  return rows.length > 0;
}

/** The answer that a key stands for, or null. */
export async function idempotencyGet(
  queries: Queries,
  organizationId: string,
  key: string,
): Promise<RepeatedAnswer | null> {
  const rows = await queries.query<{ fingerprint: Buffer; event_ids: string[] }>({
    name: 'idempotency-get',
    text: `select fingerprint, event_ids from idempotency_keys where organization_id = $1 and key = $2`,
    values: [organizationId, key],
  });
  return rows[0] === undefined ? null : { fingerprint: rows[0].fingerprint, eventIds: rows[0].event_ids };
}

/** Forgets keys that nobody can repeat any more. Uses idempotency_keys_by_time. */
export async function idempotencyForget(queries: Queries, now: Date): Promise<void> {
  await queries.query({
    text: `delete from idempotency_keys where created_at < $1::timestamptz - interval '${keptHours} hours'`,
    values: [now],
  });
}
