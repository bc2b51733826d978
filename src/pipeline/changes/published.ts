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
}

const operations: Record<string, Operation> = { created: 'created', updated: 'updated', deleted: 'deleted' };

/** The records of published events. One whose type is that of a change (`member.created`) passes for that change. */
export function recordsOf(
  events: readonly PublishedEvent[],
  context: {
    ids: Pick<Ids, 'uuid'>;
    now: Date;
    organizationId: string;
    actor: string;
    transactionId: string;
  },
): EventRecord[] {
  const { ids, now, ...common } = context;
  return events.map((event) => {
    const occurredAt = event.occurredAt ?? now;
    const at = occurredAt.toISOString();
    const snapshot = (object: PublishedEvent['object'], fields: JsonObject): ObjectSnapshot => ({
      ...object,
      createdAt: at,
      updatedAt: at,
      fields,
    });
    return {
      ...common,
      id: ids.uuid(),
      type: event.type,
      objectType: event.object.type,
      objectId: event.object.id,
      occurredAt,
      data: {
        operation: operationOf(event),
        object: snapshot(event.object, event.data),
        related: Object.fromEntries(
          Object.entries(event.related).map(([name, { data, ...object }]) => [name, snapshot(object, data)]),
        ),
      },
    };
  });
}

function operationOf({ type, object }: PublishedEvent): Operation | null {
  const suffix = type.startsWith(`${object.type}.`) ? type.slice(object.type.length + 1) : '';
  return (Object.hasOwn(operations, suffix) ? operations[suffix] : null) ?? null;
}
