import { groupBy } from '../../base/group-by.ts';
import type { Log } from '../../base/log.ts';
import type { Metrics } from '../../base/metrics.ts';
import { deliveriesTotal } from './deliveries-total.ts';

/** Counts deliveries that were given up for their event, among the cancelled ones too. */
export function createCountExpired(metrics: Metrics): (deliveries: number) => void {
  const cancelled = deliveriesTotal(metrics);
  const total = metrics.counter<never>({
    name: 'bellwire_deliveries_expired_total',
    help: 'Deliveries given up because their event was no longer kept: their webhook was off for so long, or they were sent again too late.',
  });
  total.add(0, {});
  return (deliveries) => {
    cancelled.add(deliveries, { outcome: 'cancelled' });
    total.add(deliveries, {});
  };
}

/** Counts what was found to be over when it was claimed, as retention counts what it gives up, and names the webhooks in the log. */
export function createNoteExpired({ metrics, log }: { metrics: Metrics; log: Log }) {
  const count = createCountExpired(metrics);
  return (expired: readonly { organizationId: string; webhookId: string }[]): void => {
    if (expired.length === 0) return;
    count(expired.length);
    for (const [organizationId, own] of groupBy(expired, (delivery) => delivery.organizationId)) {
      const webhookIds = [...new Set(own.map(({ webhookId }) => webhookId))];
      log.warn(
        { organizationId, webhookIds, deliveries: own.length },
        'deliveries were given up: their events were no longer kept when they could have been sent',
      );
    }
  };
}
