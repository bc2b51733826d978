import type { PageRequest } from '../../../base/page.ts';
import type { Queries } from '../../database.ts';
import type { Snapshot } from '../../records/event.ts';
import { unseen } from '../../unseen.ts';
import type { EventListRow } from './events-list.ts';

/** An event that tells of an object, as the first one or as one of several. */
export type HistoryRow = EventListRow & { data: Snapshot };

/**
 * A page of the events that tell of one object, with one row more. Each of the two indexes gives a page, and what is asked for
 * is the first page of both. Indexes: events_by_object, event_objects_by_object.
 */
export function objectHistory(
  queries: Queries,
  input: { organizationId: string; objectType: string; objectId: string },
  { limit, before, after }: PageRequest,
): Promise<HistoryRow[]> {
  const direction = after === undefined ? 'desc' : 'asc';
  const within = (id: string) =>
    before === undefined && after === undefined
      ? ''
      : `and ${id} ${after === undefined ? '<' : '>'} $5::uuid`;
  const bound = after ?? before;
  return queries.query<HistoryRow>({
    text: `
      with found as (
        (
          select id from events
          where organization_id = ${unseen('$1')} and object_id = $3 and object_type = $2 ${within('id')}
          order by id ${direction} limit $4
        )
        union all
        (
          select event_id from event_objects
          where organization_id = ${unseen('$1')} and object_id = $3 ${within('event_id')}
          order by event_id ${direction} limit $4
        )
      )
      select id, type, object_type, object_id, transaction_id, actor, occurred_at, data
      from events
      where organization_id = ${unseen('$1')} and object_type = $2 and id = any(array(select id from found))
      order by id ${direction} limit $4`,
    values: [
      input.organizationId,
      input.objectType,
      input.objectId,
      limit + 1,
      ...(bound === undefined ? [] : [bound]),
    ],
  });
}
