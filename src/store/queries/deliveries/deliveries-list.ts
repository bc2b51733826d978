import type { PageRequest } from '../../../base/page.ts';
import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';
import { eventsFew } from '../events/events-few.ts';
import { createConditions } from '../log-conditions.ts';
import { heldDeliveries } from '../nodes/held-deliveries.ts';
import { searchOf } from './deliveries-search.ts';
import { addDeliveryMatch, type DeliveryMatch } from './delivery-conditions.ts';

/** A delivery as the log shows it. */
export interface DeliveryListRow {
  id: string;
  event_id: string;
  webhook_id: string;
  event_type: string;
  object_type: string;
  object_id: string;
  transaction_id: string;
  state: 'waiting' | 'retrying' | 'delivered' | 'failed' | 'cancelled';
  attempts: number;
  /** Null when nothing more is owed, and while it is held. */
  due_at: Date | null;
  held: boolean;
  last_attempt_at: Date | null;
  last_status: number | null;
  last_reason: string | null;
  /** Who has given it up, by name. */
  cancelled_by: string | null;
  created_at: Date;
  finished_at: Date | null;
}

export interface DeliveryListFilter extends DeliveryMatch {
  states?: readonly string[];
}

const columns = `
  id, event_id, webhook_id, event_type, object_type, object_id, transaction_id, state, attempts,
  nullif(due_at, 'infinity') as due_at, coalesce(due_at = 'infinity', false) as held,
  last_attempt_at, last_status, last_reason, cancelled_by, created_at, finished_at`;

/**
 * Deliveries by id. Uses the primary key, deliveries_by_event, deliveries_by_webhook or deliveries_in_trouble. Those of one
 * object, or of a type that is rare, are found by way of their events.
 */
export async function deliveriesList(
  queries: Queries,
  organizationId: string,
  filter: DeliveryListFilter,
  page: PageRequest,
): Promise<DeliveryListRow[]> {
  const conditions = createConditions('organization_id', organizationId);
  const found = await searchOf(queries, organizationId, filter.search);
  addDeliveryMatch(conditions, filter, found);
  if (filter.eventId === undefined && found?.eventId === undefined) {
    const types = filter.type === undefined ? found?.types : [filter.type];
    const events = await eventsFew(queries, organizationId, {
      types,
      objectId: filter.objectId ?? found?.objectId,
    });
    conditions.anyOf('event_id', 'uuid', events ?? undefined);
  }
  conditions.anyOf(inTrouble(filter.states) ? 'trouble' : 'state', 'text', filter.states);
  const end = conditions.page('id', page);
  return queries.query<DeliveryListRow>({
    text: `select ${columns} from ${isWaiting(filter.states) ? waiting(end) : 'deliveries'} ${end}`,
    values: conditions.values,
  });
}

/** Whether deliveries_in_trouble has all of these states. */
function inTrouble(states: readonly string[] | undefined): boolean {
  return states?.every((state) => ['retrying', 'failed', 'cancelled'].includes(state)) ?? false;
}

function isWaiting(states: readonly string[] | undefined): boolean {
  return states?.length === 1 && states[0] === 'waiting';
}

/**
 * What waits in the database, by deliveries_queued, and what nodes hold: all that can be in the state `waiting`. A page of each first,
 * so that the planner does not put all of them into one order.
 */
function waiting(end: string): string {
  return `(
    (select * from (select * from deliveries where queued_at is not null) queued ${end})
    union all
    (select * from (${heldDeliveries('d.*', 't.organization_id = $1', 'd.queued_at is null')}) held ${end})
  ) deliveries`;
}

/** One delivery, or null. */
export async function deliveryGet(
  queries: Queries,
  organizationId: string,
  id: string,
): Promise<DeliveryListRow | null> {
  const rows = await queries.query<DeliveryListRow>({
    name: 'delivery-get',
    text: `select ${columns} from deliveries where organization_id = ${unseen('$1')} and id = $2`,
    values: [organizationId, id],
  });
  return rows[0] ?? null;
}

/** All deliveries of one event, in the order of their making. */
export async function deliveriesOfEvent(
  queries: Queries,
  organizationId: string,
  eventId: string,
): Promise<DeliveryListRow[]> {
  return queries.query<DeliveryListRow>({
    name: 'deliveries-of-event',
    text: `select ${columns} from deliveries where organization_id = ${unseen('$1')} and event_id = $2 order by id`,
    values: [organizationId, eventId],
  });
}
