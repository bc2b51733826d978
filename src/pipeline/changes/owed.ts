import type { Ids } from '../../base/ids.ts';
import { eventTypeOf } from '../../catalogue/catalogue.ts';
import type { EventRecord } from '../../store/records/event.ts';
import type { Webhook } from '../../store/records/webhook.ts';
import type { Format, Payload } from '../delivery/format.ts';
import type { OwedDelivery } from '../handover.ts';
import { snapshotOf } from '../snapshot.ts';
import type { Change } from './plan.ts';

/** The events of a plan's changes, in their order, for the types that tell of such changes. */
export function eventsOf(
  changes: readonly Change[],
  context: { ids: Ids; now: Date; actor: string; transactionId: string },
): EventRecord[] {
  return changes
    .filter(({ type, operation }) => type.emits.includes(operation))
    .map(({ type, operation, after, related }) => ({
      organizationId: after.organizationId,
      id: context.ids.uuid(),
      type: eventTypeOf(type.name, operation),
      objectType: type.name,
      objectId: after.id,
      transactionId: context.transactionId,
      actor: context.actor,
      occurredAt: context.now,
      data: snapshotOf(operation, after, related),
    }));
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
        ticketId: null,
      });
    }
  }
  return { owed, payloads };
}
