import { msOfUuid } from '../../../base/ids.ts';
import { integers, times, uuids } from '../../arrays.ts';
import type { Queries } from '../../database.ts';
import type { EventRecord } from '../../records/event.ts';

/** Appends what the events of one commit add to the figures, in its own transaction. */
export async function figureAcceptedInsert(tx: Queries, events: readonly EventRecord[]): Promise<void> {
  if (events.length === 0) return;
  const accepted = acceptedIn(events);
  await tx.query({
    name: 'figure-accepted-insert',
    text: `
      insert into figure_deltas (organization_id, at, accepted)
      select * from unnest($1::uuid[], $2::timestamptz[], $3::integer[])`,
    values: [
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
