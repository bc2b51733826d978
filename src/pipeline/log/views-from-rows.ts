import type { AttemptDetailsRow, AttemptListRow } from '../../store/queries/attempts/attempts-list.ts';
import type { DeliveryListRow } from '../../store/queries/deliveries/deliveries-list.ts';
import type { EventListRow } from '../../store/queries/events/events-list.ts';
import type { Reason } from '../delivery/reasons.ts';
import type { AttemptDetails, AttemptView, DeliveryView, EventView } from './views.ts';

export function eventViewFrom(row: EventListRow): EventView {
  return {
    id: row.id,
    type: row.type,
    objectType: row.object_type,
    objectId: row.object_id,
    transactionId: row.transaction_id,
    actor: row.actor,
    occurredAt: row.occurred_at,
  };
}

export function deliveryViewFrom(row: DeliveryListRow): DeliveryView {
  return {
    id: row.id,
    eventId: row.event_id,
    webhookId: row.webhook_id,
    eventType: row.event_type,
    objectType: row.object_type,
    objectId: row.object_id,
    transactionId: row.transaction_id,
    state: row.state,
    attempts: row.attempts,
    dueAt: row.due_at,
    held: row.held,
    lastAttemptAt: row.last_attempt_at,
    lastStatus: row.last_status,
    lastReason: row.last_reason as Reason | null,
    cancelledBy: row.cancelled_by,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}

export function attemptViewFrom(row: AttemptListRow): AttemptView {
  return {
    id: row.id,
    kind: row.kind,
    deliveryId: row.delivery_id,
    eventId: row.event_id,
    webhookId: row.webhook_id,
    eventType: row.event_type,
    objectType: row.object_type,
    objectId: row.object_id,
    transactionId: row.transaction_id,
    number: row.number,
    startedAt: row.started_at,
    timings: row.timings,
    status: row.response_status,
    reason: row.reason as Reason | null,
    detail: row.detail,
  };
}

export function attemptDetailsFrom(row: AttemptDetailsRow): AttemptDetails {
  return {
    ...attemptViewFrom(row),
    request: { ...row.request, body: row.body },
    response:
      row.response_status === null
        ? null
        : {
            status: row.response_status,
            headers: row.response_headers ?? {},
            body: row.response_body ?? Buffer.alloc(0),
            size: row.response_size ?? 0,
          },
  };
}
