import type { Queries } from '../../database.ts';
import type { EventRecord } from '../../records/event.ts';

/** Long enough for every retry of the standard schedule; what is sent again later begins a trace of its own. */
const keptDays = 3;

/** Keeps the traces that events are part of, in the transaction that saves them. Only those that have one. */
export async function eventTracesInsert(
  tx: Queries,
  events: readonly EventRecord[],
  now: Date,
): Promise<void> {
  const traced = events.filter(({ traceparent }) => traceparent !== undefined);
  if (traced.length === 0) return;
  await tx.query({
    name: 'event-traces-insert',
    text: `
      insert into event_traces (organization_id, event_id, traceparent, created_at)
      select organization_id, event_id, traceparent, $4
      from unnest($1::uuid[], $2::uuid[], $3::text[]) as t (organization_id, event_id, traceparent)`,
    values: [
      traced.map(({ organizationId }) => organizationId),
      traced.map(({ id }) => id),
      traced.map(({ traceparent }) => traceparent),
      now,
    ],
  });
}

/** The trace that an event is part of, or null. Index: the primary key. */
export async function eventTraceGet(
  queries: Queries,
  { organizationId, id }: Pick<EventRecord, 'organizationId' | 'id'>,
): Promise<string | null> {
  const [row] = await queries.query<{ traceparent: string }>({
    name: 'event-trace-get',
    text: 'select traceparent from event_traces where organization_id = $1 and event_id = $2',
    values: [organizationId, id],
  });
  return row?.traceparent ?? null;
}

/** Forgets the traces of events that are no longer sent. Index: event_traces_by_time. */
export async function eventTracesForget(queries: Queries, now: Date): Promise<void> {
  await queries.query({
    text: `delete from event_traces where created_at < $1::timestamptz - interval '${keptDays} days'`,
    values: [now],
  });
}
