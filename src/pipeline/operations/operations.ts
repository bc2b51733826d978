import type { Clock } from '../../base/clock.ts';
import type { Database } from '../../store/database.ts';
import { dayMs, partitionStartMs } from '../../store/partitions.ts';
import type { Backlog } from '../../store/queries/deliveries/deliveries-backlog.ts';
import { type NodeRow, nodesList } from '../../store/queries/nodes/nodes-list.ts';
import {
  databaseFacts,
  deliveryOldestDue,
  partitionFacts,
} from '../../store/queries/operations/database-facts.ts';
import { leaseMs } from '../delivery/membership.ts';
import { createBacklogReader } from '../measure.ts';

/** What whoever keeps Bellwire running looks at. Checks no permission: its callers do. */
export interface Operations {
  read(): Promise<OperationsView>;
}

export interface OperationsView {
  version: string;
  migration: number;
  retentionDays: number;
  allowAddresses: readonly string[];
  nodes: NodeView[];
  backlog: Backlog & { oldest: { organization: string; webhookId: string; dueAt: Date } | null };
  recorded: { waiting: number; refused: number };
  database: {
    sizeBytes: number;
    serverVersion: string;
    oldestTransactionSeconds: number | null;
    connections: number;
    maxConnections: number;
    pool: { total: number; idle: number; waiting: number };
    partitions: PartitionView[];
  };
}

export interface NodeView {
  id: string;
  name: string;
  version: string | null;
  roles: { api: boolean; delivery: boolean } | null;
  startedAt: Date;
  lastSignSecondsAgo: number;
  held: number;
  attemptsPerSecond: number;
  memoryBytes: number | null;
  pausedWebhooks: number;
}

export interface PartitionView {
  table: string;
  /** Null for the partition of what has no day of its own. */
  day: string | null;
  /** An estimate. */
  rows: number;
  bytes: number;
  /** The day on which it goes, when every organization keeps its log for as long as the installation says. */
  dropsOn: string | null;
}

export function createOperations(services: {
  database: Database;
  clock: Clock;
  version: string;
  retentionDays: number;
  allowAddresses: readonly string[];
}): Operations {
  const { database, retentionDays, allowAddresses, version } = services;
  const readBacklog = createBacklogReader(services);
  return {
    async read() {
      // One after the other: whoever looks is not to keep several connections busy.
      const facts = await databaseFacts(database);
      const partitions = await partitionFacts(database);
      const { recorded, ...backlog } = await readBacklog();
      const oldest = await deliveryOldestDue(database);
      const nodes = await nodesList(database, leaseMs);
      return {
        version,
        migration: facts.migration,
        retentionDays,
        allowAddresses,
        nodes: nodes.map(nodeView),
        backlog: {
          ...backlog,
          oldest: oldest && {
            organization: oldest.organization,
            webhookId: oldest.webhook_id,
            dueAt: oldest.due_at,
          },
        },
        recorded,
        database: {
          sizeBytes: facts.size_bytes,
          serverVersion: facts.server_version,
          oldestTransactionSeconds: facts.oldest_transaction_seconds,
          connections: facts.connections,
          maxConnections: facts.max_connections,
          pool: database.connections(),
          partitions: partitions.map(({ table, name, rows, bytes }) => {
            const startMs = partitionStartMs(table, name);
            return {
              table,
              day: dayOf(startMs),
              rows,
              bytes,
              dropsOn: dayOf(startMs === null ? null : startMs + (retentionDays + 1) * dayMs),
            };
          }),
        },
      };
    },
  };
}

function nodeView({ id, name, started_at, seconds_ago, facts }: NodeRow): NodeView {
  return {
    id,
    name,
    version: facts.version ?? null,
    roles: facts.roles ?? null,
    startedAt: started_at,
    lastSignSecondsAgo: Math.round(seconds_ago * 10) / 10,
    held: facts.held ?? 0,
    attemptsPerSecond: facts.attemptsPerSecond ?? 0,
    memoryBytes: facts.memoryBytes ?? null,
    pausedWebhooks: facts.paused?.length ?? 0,
  };
}

function dayOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString().slice(0, 10);
}
