import type { PageRequest } from '../../../base/page.ts';
import type { Queries } from '../../database.ts';
import type { Snapshot } from '../../records/event.ts';
import { createConditions } from '../log-conditions.ts';
import type { EventListRow } from './events-list.ts';

/** An event of one object, with the object as it was. */
export type HistoryRow = EventListRow & { data: Snapshot };

/** A page of the events of one object, with one row more. Index: events_by_object. */
export function objectHistory(
  queries: Queries,
  input: { organizationId: string; objectType: string; objectId: string },
  page: PageRequest,
): Promise<HistoryRow[]> {
  const conditions = createConditions('organization_id', input.organizationId);
  conditions.equals('object_type', input.objectType);
  conditions.equals('object_id', input.objectId);
  const end = conditions.page('id', page);
  return queries.query<HistoryRow>({
    text: `
      select id, type, object_type, object_id, transaction_id, actor, occurred_at, data
      from events ${end}`,
    values: conditions.values,
  });
}
