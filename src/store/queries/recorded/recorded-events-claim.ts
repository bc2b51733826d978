import type { Transaction } from '../../database.ts';
import type { RecordedEvent } from '../../records/recorded-event.ts';
import { type RecordedEventRow, recordedEventColumns, recordedEventFrom } from './recorded-event-row.ts';

/** What was claimed. */
export interface ClaimedRecorded {
  events: RecordedEvent[];
  /** How many wait that were not taken this time: too large together, or another node is at something ahead of them. */
  left: number;
}

/**
 * The next recorded events in their order, locked until the transaction ends. Nodes claim side by side: what another
 * one holds is skipped, and with it what was recorded of the same object later, so that the events of an object keep
 * their order whichever nodes take them in. Indexes: recorded_events_waiting, recorded_events_by_object.
 */
export async function recordedEventsClaim(
  tx: Transaction,
  { limit, maxBytes }: { limit: number; maxBytes: number },
): Promise<ClaimedRecorded> {
  const rows = await tx.query<RecordedEventRow | { id: null }>({
    name: 'recorded-events-claim',
    text: `
      with locked as materialized (
        select position, id, organization_id, object_id, bytes
        from recorded_events
        where refused_at is null
        order by position
        limit $1
        for update skip locked
      ),
      sized as (
        select *, sum(bytes) over (order by position) - bytes as bytes_ahead from locked
      ),
      objects as (
        select organization_id, object_id, max(position) as last_position
        from locked group by organization_id, object_id
      ),
      elsewhere as (
        select e.organization_id, e.object_id, min(e.position) as first_position
        from objects o
        join recorded_events e
          on e.organization_id = o.organization_id and e.object_id = o.object_id
          and e.refused_at is null and e.position < o.last_position
        where e.position not in (select position from locked)
        group by e.organization_id, e.object_id
      ),
      chosen as (
        select
          s.id, s.position,
          s.bytes_ahead < $2 and (w.first_position is null or s.position < w.first_position) as taken
        from sized s
        left join elsewhere w on w.organization_id = s.organization_id and w.object_id = s.object_id
      )
      select ${recordedEventColumns}
      from chosen c left join recorded_events r on c.taken and r.id = c.id
      order by c.position`,
    values: [limit, maxBytes],
  });
  const events = rows.filter((row): row is RecordedEventRow => row.id !== null).map(recordedEventFrom);
  return { events, left: rows.length - events.length };
}

/** One of them by its id, locked; null when it is gone, refused or held by another node. Index: the primary key. */
export async function recordedEventClaim(tx: Transaction, id: string): Promise<RecordedEvent | null> {
  const [row] = await tx.query<RecordedEventRow>({
    text: `
      select ${recordedEventColumns} from recorded_events r
      where r.id = $1 and r.refused_at is null
      for update skip locked`,
    values: [id],
  });
  return row === undefined ? null : recordedEventFrom(row);
}
