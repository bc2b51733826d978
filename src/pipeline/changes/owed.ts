import type { Ids } from '../../base/ids.ts';
import { eventTypeOf } from '../../catalogue/catalogue.ts';
import { withoutUntold } from '../../catalogue/told-fields.ts';
import type { EventRecord } from '../../store/records/event.ts';
import type { Webhook } from '../../store/records/webhook.ts';
import type { Format, Payload } from '../delivery/format.ts';
import type { OwedDelivery } from '../handover.ts';
import { rowSnapshotOf, snapshotOf } from '../snapshot.ts';
import type { Plan, Told } from './plan.ts';

/** What is told of a plan: its steps, where it has such; otherwise each change of a type that tells of it. */
export function toldBy({ changes, told }: Pick<Plan, 'changes' | 'told'>): readonly Told[] {
  if (told !== undefined) return told;
  return changes
    .filter(({ type, operation }) => type.emits.includes(operation))
    .map(({ type, operation, after, related }) => ({ type, operation, rows: [{ object: after, related }] }));
}

/** The events that tell of it, in its order. */
export function eventsOf(
  told: readonly Told[],
  context: { ids: Ids; now: Date; actor: string; transactionId: string },
): EventRecord[] {
  return told.flatMap(({ type, operation, rows }) => {
    const [first, ...more] = rows.map(({ object, related }) => ({
      object: withoutUntold(type, object),
      related,
    }));
    if (first === undefined) return [];
    const { object, related } = first;
    return {
      organizationId: object.organizationId,
      id: context.ids.uuid(),
      type: eventTypeOf(type.name, operation),
      objectType: type.name,
      objectId: object.id,
      transactionId: context.transactionId,
      actor: context.actor,
      occurredAt: context.now,
      data: {
        ...snapshotOf(operation, object, related),
        ...(more.length > 0 && { more: more.map(rowSnapshotOf) }),
      },
    };
  });
}

/** Whether a webhook is told of an event: it wants it, and is one of those that it is for. */
export function isFor(webhook: Webhook, event: EventRecord, format: Format): boolean {
  const { onlyFor } = event.data;
  return (onlyFor === undefined || onlyFor.includes(webhook.id)) && format.wants(webhook, event);
}

/** What is owed for events: one delivery for each webhook that wants one, sharing a body for each variant. */
export function owedFor(
  events: readonly EventRecord[],
  webhooks: readonly Webhook[],
  context: { ids: Ids; formats: ReadonlyMap<string, Format> },
): { owed: OwedDelivery[]; payloads: { event: EventRecord; payload: Payload }[] } {
  const owed: OwedDelivery[] = [];
  const payloads: { event: EventRecord; payload: Payload }[] = [];
  for (const event of events) {
    const byVariant = new Map<string, Payload>();
    for (const webhook of webhooks) {
      const format = context.formats.get(webhook.format);
      if (format === undefined || !isFor(webhook, event, format)) continue;
      const variant = format.variantOf(webhook, event);
      let payload = variant === null ? null : (byVariant.get(variant) ?? null);
      if (variant !== null && payload === null) {
        payload = format.render(variant, event);
        byVariant.set(variant, payload);
        payloads.push({ event, payload });
      }
      owed.push({
        id: context.ids.uuid(),
        event,
        webhook,
        payload,
        attempts: 0,
        roundAttempts: 0,
        ordered: webhook.limits.ordering === 'object',
        ticket: null,
      });
    }
  }
  return { owed, payloads };
}
