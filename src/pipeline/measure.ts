import type { Clock } from '../base/clock.ts';
import type { Metrics } from '../base/metrics.ts';
import type { Database } from '../store/database.ts';
import { type Backlog, deliveriesBacklog } from '../store/queries/deliveries/deliveries-backlog.ts';
import { recordedEventsCount } from '../store/queries/recorded/recorded-events-count.ts';
import type { Delivery } from './delivery/delivery.ts';

/** The backlog is counted this often at the most, however many ask. */
const keptMs = 5000;
/** Counting takes at most one part in so many of the time, so that a long backlog is not made longer by it. */
const restFactor = 20;

/** What is read rather than counted: the state of this node and of the database it shares. */
export function measureState(services: {
  metrics: Metrics;
  database: Database;
  clock: Clock;
  delivery: Pick<Delivery, 'load'>;
}): void {
  const { metrics, database, delivery } = services;
  const backlog = createBacklogReader(services);

  metrics.gauge({
    name: 'bellwire_deliveries_held',
    help: 'Deliveries in the memory of this node: being sent, or waiting for their turn.',
    read: () => [{ value: delivery.load().held, labels: {} }],
  });
  metrics.gauge({
    name: 'bellwire_node_lease_held',
    help: '1 while this node has its lease and may send; 0 when it has lost it, or does not send at all.',
    read: () => [{ value: delivery.load().leased ? 1 : 0, labels: {} }],
  });
  metrics.gauge<'age'>({
    name: 'bellwire_backlog_deliveries',
    help: 'Deliveries that wait in the database for any node, by how long they have been due: held (webhook off), later (not due yet), then less than 10s, 1m, 10m, 1h, 1d, and older. Every node tells the same: take the maximum, not the sum.',
    labels: ['age'],
    async read() {
      const { counts } = await backlog();
      return counts.map(({ age, count }) => ({ value: count, labels: { age } }));
    },
  });
  metrics.gauge({
    name: 'bellwire_backlog_oldest_seconds',
    help: 'How long the delivery that has waited longest for any node has been due. Every node tells the same.',
    read: async () => [{ value: (await backlog()).oldestSeconds, labels: {} }],
  });
  metrics.gauge<'state'>({
    name: 'bellwire_recorded_events',
    help: 'Recorded events that wait to be taken in, and refused ones, up to 100,000 of each. Every node tells the same.',
    labels: ['state'],
    async read() {
      const { recorded } = await backlog();
      return Object.entries(recorded).map(([state, value]) => ({ value, labels: { state } }));
    },
  });
  metrics.gauge<'state'>({
    name: 'bellwire_database_connections',
    help: 'Connections of this node to the database, idle and busy.',
    labels: ['state'],
    read() {
      const { total, idle } = database.connections();
      return [
        { value: idle, labels: { state: 'idle' } },
        { value: total - idle, labels: { state: 'busy' } },
      ];
    },
  });
  metrics.gauge({
    name: 'bellwire_database_waiting_statements',
    help: 'Statements and transactions that wait for a free connection.',
    read: () => [{ value: database.connections().waiting, labels: {} }],
  });
}

/** All that waits in the database. */
interface WholeBacklog extends Backlog {
  recorded: { waiting: number; refused: number };
}

/** One after the other: whoever reads the metrics is not to keep several connections busy. */
async function readBacklog(database: Database, now: Date): Promise<WholeBacklog> {
  const deliveries = await deliveriesBacklog(database, now);
  return { ...deliveries, recorded: await recordedEventsCount(database) };
}

/** Reads the backlog, or answers with what was read a moment ago. Those that ask at the same time share one reading. */
export function createBacklogReader(services: {
  database: Database;
  clock: Clock;
}): () => Promise<WholeBacklog> {
  const { database, clock } = services;
  let reading: Promise<WholeBacklog> | null = null;
  let validUntilMs = Number.NEGATIVE_INFINITY;

  return () => {
    if (reading !== null && clock.monotonicMs() < validUntilMs) return reading;
    const startMs = clock.monotonicMs();
    validUntilMs = Number.POSITIVE_INFINITY;
    const current = readBacklog(database, clock.now());
    reading = current;
    const settle = (ok: boolean) => {
      const endMs = clock.monotonicMs();
      validUntilMs = ok ? endMs + Math.max(keptMs, (endMs - startMs) * restFactor) : endMs;
    };
    current.then(
      () => settle(true),
      () => settle(false),
    );
    return current;
  };
}
