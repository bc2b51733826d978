import { msOfUuid } from '../../base/ids.ts';
import type { Metrics } from '../../base/metrics.ts';
import type { Settled } from '../../store/queries/deliveries/deliveries-settle.ts';
import { type DeliveryOutcome, deliveriesTotal } from './deliveries-total.ts';
import type { Result, Results } from './results.ts';

/** What became of a delivery. `waiting` is no outcome: nothing was tried, its webhook is off. */
const outcomes: Readonly<Partial<Record<Settled['state'], DeliveryOutcome>>> = {
  delivered: 'delivered',
  failed: 'failed',
  retrying: 'retried',
  cancelled: 'cancelled',
};

const attemptBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30];
const deliveredBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 15, 60, 300, 1800, 7200, 43_200, 86_400];

/** Counts what is written, once it is written. */
export function measuredResults(results: Results, metrics: Metrics): Results {
  const deliveries = deliveriesTotal(metrics);
  const attempts = metrics.counter<'reason'>({
    name: 'bellwire_attempts_total',
    help: 'Attempts of deliveries by the reason of their failure; "none" for those that succeeded.',
    labels: ['reason'],
  });
  const attemptSeconds = metrics.histogram<'phase'>({
    name: 'bellwire_attempt_duration_seconds',
    help: 'How long the phases of an attempt took: dns, connect, tls, wait (for the first byte), body, total.',
    labels: ['phase'],
    buckets: attemptBuckets,
  });
  const deliveredSeconds = metrics.histogram({
    name: 'bellwire_event_delivered_seconds',
    help: 'From an event to its delivery, retries and waiting included.',
    buckets: deliveredBuckets,
  });

  function count({ attempt, settled }: Result): void {
    const outcome = outcomes[settled.state];
    // One that found its webhook off goes back to what it was.
    if (outcome !== undefined && (attempt !== null || settled.finishedAt !== null)) {
      deliveries.add(1, { outcome });
    }
    if (attempt === null) return;
    attempts.add(1, { reason: attempt.reason ?? 'none' });
    for (const [phase, ms] of Object.entries(attempt.timings)) {
      attemptSeconds.observe(Number(ms) / 1000, { phase });
    }
    if (settled.state === 'delivered' && settled.finishedAt !== null && attempt.eventId !== null) {
      const seconds = (settled.finishedAt.getTime() - msOfUuid(attempt.eventId)) / 1000;
      deliveredSeconds.observe(Math.max(0, seconds), {});
    }
  }

  return {
    ...results,
    async write(result) {
      await results.write(result);
      count(result);
    },
  };
}
