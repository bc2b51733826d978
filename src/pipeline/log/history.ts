import { type JsonObject, sameJson } from '../../base/json.ts';
import { type Page, type PageRequest, pageFrom } from '../../base/page.ts';
import type { Queries } from '../../store/database.ts';
import { deliveriesOfEvents } from '../../store/queries/deliveries/deliveries-of-events.ts';
import { type HistoryRow, objectHistory } from '../../store/queries/events/object-history.ts';
import type { Reason } from '../delivery/reasons.ts';
import type { DeliveryState, EventView } from './views.ts';
import { eventViewFrom } from './views-from-rows.ts';

/** One thing that happened to an object, and where it was told. */
export interface HistoryView extends EventView {
  operation: 'created' | 'updated' | 'deleted' | null;
  /** Fields that differ from the event before; null where that is not on this page, or there is none. */
  changedFields: string[] | null;
  deliveries: {
    id: string;
    webhookId: string;
    state: DeliveryState;
    attempts: number;
    lastStatus: number | null;
    lastReason: Reason | null;
  }[];
}

/** A page of what happened to one object, newest first. */
export async function historyOf(
  queries: Queries,
  object: { organizationId: string; objectType: string; objectId: string },
  page: PageRequest,
): Promise<Page<HistoryView>> {
  const rows = await objectHistory(queries, object, page);
  const { items, ...places } = pageFrom(rows, page);
  const ids = items.map(({ id }) => id);
  const deliveries = await deliveriesOfEvents(queries, object.organizationId, ids);
  return {
    ...places,
    items: items.map((row, index) => ({
      ...eventViewFrom(row),
      operation: row.data.operation,
      changedFields: changedFields(row, olderThan(rows, items, index, page), object.objectId),
      deliveries: deliveries
        .filter((delivery) => delivery.event_id === row.id)
        .map((delivery) => ({
          id: delivery.id,
          webhookId: delivery.webhook_id,
          state: delivery.state,
          attempts: delivery.attempts,
          lastStatus: delivery.last_status,
          lastReason: delivery.last_reason as Reason | null,
        })),
    })),
  };
}

/** The event before, also where it is the row that was read beyond the page. */
function olderThan(
  rows: readonly HistoryRow[],
  items: readonly HistoryRow[],
  index: number,
  page: PageRequest,
): HistoryRow | undefined {
  return items[index + 1] ?? (page.after === undefined ? rows[items.length] : undefined);
}

function changedFields(row: HistoryRow, before: HistoryRow | undefined, objectId: string): string[] | null {
  if (before === undefined || row.data.operation !== 'updated') return null;
  const [now, then] = [fieldsOf(row, objectId), fieldsOf(before, objectId)];
  return [...new Set([...Object.keys(now), ...Object.keys(then)])].filter(
    (name) => !sameJson(now[name], then[name]),
  );
}

/** Of the objects that an event tells of, this one. */
function fieldsOf({ data }: HistoryRow, objectId: string): JsonObject {
  const told = [data, ...(data.more ?? [])].find(({ object }) => object.id === objectId);
  return told?.object.fields ?? {};
}
