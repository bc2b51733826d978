import type { PageRequest } from '../../../base/page.ts';
import type { Queries } from '../../database.ts';
import type { Snapshot } from '../../records/event.ts';
import { unseen } from '../../unseen.ts';
import { createConditions } from '../log-conditions.ts';

/** An event as the log lists it. */
export interface EventListRow {
  id: string;
  type: string;
  object_type: string;
  object_id: string;
  transaction_id: string;
  actor: string;
  occurred_at: Date;
}

export interface EventListFilter {
  type?: string;
  objectType?: string;
  objectId?: string;
  transactionId?: string;
  from?: Date;
  to?: Date;
}

const columns = 'id, type, object_type, object_id, transaction_id, actor, occurred_at';

/** Events by id. Uses the primary key, events_by_object or events_by_type, whichever narrows most. */
export async function eventsList(
  queries: Queries,
  organizationId: string,
  filter: EventListFilter,
  page: PageRequest,
): Promise<EventListRow[]> {
  const conditions = createConditions('organization_id', organizationId);
  conditions.equals('type', filter.type);
  conditions.equals('object_type', filter.objectType);
  conditions.equals('object_id', filter.objectId);
  conditions.equals('transaction_id', filter.transactionId);
  conditions.between('id', filter.from, filter.to);
  const end = conditions.page('id', page);
  return queries.query<EventListRow>({
    text: `select ${columns} from events ${end}`,
    values: conditions.values,
  });
}

/** One event with its data, or null. */
export async function eventGet(
  queries: Queries,
  organizationId: string,
  id: string,
): Promise<(EventListRow & { data: Snapshot }) | null> {
  const rows = await queries.query<EventListRow & { data: Snapshot }>({
    name: 'event-get',
    text: `select ${columns}, data from events where organization_id = ${unseen('$1')} and id = $2`,
    values: [organizationId, id],
  });
  return rows[0] ?? null;
}
