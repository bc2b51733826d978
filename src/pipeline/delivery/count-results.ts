import { msOfUuid } from '../../base/ids.ts';
import type { Metrics } from '../../base/metrics.ts';
import type { Settled } from '../../store/queries/deliveries/deliveries-settle.ts';
import { type DeliveryOutcome, deliveriesTotal } from './deliveries-total.ts';
import type { Result } from './result.ts';

/** What became of a delivery. `waiting` is no outcome: nothing was tried, its webhook is off. */
const outcomes: Readonly<Partial<Record<Settled['state'], DeliveryOutcome>>> = {
  delivered: 'delivered',
  failed: 'failed',
  retrying: 'retried',
  cancelled: 'cancelled',
};

const attemptBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30];
const deliveredBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 15, 60, 300, 1800, 7200, 43_200, 86_400];

/** Counts what was written, a batch at a time. */
export function createCountResults(metrics: Metrics): (results: readonly Result[]) => void {
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

  function measure({ attempt, settled }: Result): void {
    if (attempt === null) return;
    for (const phase of phases) {
      const ms = attempt.timings[phase.phase];
      if (ms !== undefined) attemptSeconds.observe(ms / 1000, phase);
    }
    if (settled.state === 'delivered' && settled.finishedAt !== null && attempt.eventId !== null) {
      const seconds = (settled.finishedAt.getTime() - msOfUuid(attempt.eventId)) / 1000;
      deliveredSeconds.observe(Math.max(0, seconds), noLabels);
    }
  }

  return (results) => {
    for (const result of results) measure(result);
    for (const [outcome, count] of countsOf(results, outcomeOf)) deliveries.add(count, { outcome });
    for (const [reason, count] of countsOf(results, reasonOf)) attempts.add(count, { reason });
  };
}

/** As labels, made once. */
const phases = (['dns', 'connect', 'tls', 'wait', 'body', 'total'] as const).map((phase) => ({ phase }));
const noLabels = {};

function outcomeOf({ attempt, settled }: Result): DeliveryOutcome | undefined {
  // One that found its webhook off goes back to what it was.
  return attempt !== null || settled.finishedAt !== null ? outcomes[settled.state] : undefined;
}

function reasonOf({ attempt }: Result): string | undefined {
  return attempt === null ? undefined : (attempt.reason ?? 'none');
}

function countsOf<Key>(
  results: readonly Result[],
  keyOf: (result: Result) => Key | undefined,
): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const result of results) {
    const key = keyOf(result);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
