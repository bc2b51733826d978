import type { Counter, Metrics } from '../../base/metrics.ts';

/** What became of deliveries. */
const outcomes = ['delivered', 'failed', 'retried', 'cancelled'] as const;
export type DeliveryOutcome = (typeof outcomes)[number];

/** Counts deliveries by what became of them. */
export function deliveriesTotal(metrics: Metrics): Counter<'outcome'> {
  const counter = metrics.counter<'outcome'>({
    name: 'bellwire_deliveries_total',
    help: 'Deliveries by what became of them: delivered, failed, retried (an attempt failed and another is due), cancelled.',
    labels: ['outcome'],
  });
  // A series that begins at 0 shows its first increase; one that begins at 1 does not.
  for (const outcome of outcomes) counter.add(0, { outcome });
  return counter;
}
