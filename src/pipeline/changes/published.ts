import type { Ids } from '../../base/ids.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Operation } from '../../catalogue/object-record.ts';
import type { EventRecord, ObjectSnapshot } from '../../store/records/event.ts';

/** An event that another system tells of: Bellwire keeps no object for it. */
export interface PublishedEvent {
  /** `invoice.paid`. */
  type: string;
  object: { type: string; id: string; number: number | null };
  /** The fields of the object, or whatever else the event has to say. */
  data: JsonObject;
  /** Objects that it hangs on, for formats that nest them. */
  related: Record<string, { type: string; id: string; number: number | null; data: JsonObject }>;
  /** When it happened there; null: now. */
  occurredAt: Date | null;
  /** The ids of the webhooks that it is for; without it, it is for all that want it. */
  onlyFor?: readonly string[];
}

const operations: Record<string, Operation> = { created: 'created', updated: 'updated', deleted: 'deleted' };

/**
 * The records of published events. One whose type is that of a change (`member.created`) passes for that change. Events of
 * one object that are told of together are one operation, so that they arrive in their order; others go side by side,
 * unless `transactionId` says that all of them belong to one.
 */
export function recordsOf(
  events: readonly PublishedEvent[],
  context: { ids: Ids; now: Date; organizationId: string; actor: string; transactionId?: string },
): EventRecord[] {
  const { ids, now, organizationId, actor } = context;
  const nowText = now.toISOString();
  const operationOfObject = new Map<string, string>();
  return events.map((event) => {
    const { type, id: objectId } = event.object;
    const id = ids.uuid();
    const object = `${type} ${objectId}`;
    const transactionId = context.transactionId ?? operationOfObject.get(object) ?? ids.uuid();
    operationOfObject.set(object, transactionId);
    const at = event.occurredAt?.toISOString() ?? nowText;
    const related: Record<string, ObjectSnapshot> = {};
    for (const [name, parent] of Object.entries(event.related)) {
      related[name] = snapshotOf(parent, parent.data, at);
    }
    return {
      organizationId,
      id,
      type: event.type,
      objectType: type,
      objectId,
      transactionId,
      actor,
      occurredAt: event.occurredAt ?? now,
      data: {
        operation: operationOf(event),
        object: snapshotOf(event.object, event.data, at),
        related,
        ...(event.onlyFor !== undefined && { onlyFor: event.onlyFor }),
      },
    };
  });
}

function snapshotOf(object: PublishedEvent['object'], fields: JsonObject, at: string): ObjectSnapshot {
  const { type, id, number } = object;
  return { type, id, number, createdAt: at, updatedAt: at, fields };
}

function operationOf({ type, object }: PublishedEvent): Operation | null {
  const suffix = type.startsWith(`${object.type}.`) ? type.slice(object.type.length + 1) : '';
  return (Object.hasOwn(operations, suffix) ? operations[suffix] : null) ?? null;
}
