import { msOfUuid } from '../../../base/ids.ts';
import { integers, jsons, texts, times, uuids } from '../../arrays.ts';
import type { Queries } from '../../database.ts';
import type { EventRecord } from '../../records/event.ts';

/** Inserts the events of one commit, and what they add to the figures. */
export async function eventsInsert(queries: Queries, events: readonly EventRecord[]): Promise<void> {
  if (events.length === 0) return;
  const accepted = acceptedIn(events);
  await queries.query({
    name: 'events-insert',
    text: `
      with counted as (
        insert into figure_deltas (organization_id, at, accepted)
        select * from unnest($10::uuid[], $11::timestamptz[], $12::integer[])
      )
      insert into events (
        organization_id, id, type, object_type, object_id, transaction_id, actor, occurred_at, data
      )
      select * from unnest(
        $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[],
        $8::timestamptz[], $9::jsonb[]
      )`,
    values: [
      uuids(events, (event) => event.organizationId),
      uuids(events, (event) => event.id),
      texts(events, (event) => event.type),
      texts(events, (event) => event.objectType),
      texts(events, (event) => event.objectId),
      uuids(events, (event) => event.transactionId),
      texts(events, (event) => event.actor),
      times(events, (event) => event.occurredAt),
      jsons(events, (event) => JSON.stringify(event.data)),
      uuids(accepted, ({ organizationId }) => organizationId),
      times(accepted, ({ at }) => at),
      integers(accepted, ({ count }) => count),
    ],
  });
}

const minuteMs = 60_000;

/** How many of each organization, by the minute in which they were accepted: not when they happened. */
function acceptedIn(events: readonly EventRecord[]) {
  const counts = new Map<string, { organizationId: string; at: Date; count: number }>();
  for (const { organizationId, id } of events) {
    const minute = Math.floor(msOfUuid(id) / minuteMs);
    const key = `${organizationId} ${minute}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { organizationId, at: new Date(minute * minuteMs), count: 1 });
    else known.count += 1;
  }
  return [...counts.values()];
}
