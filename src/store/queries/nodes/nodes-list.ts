import type { Queries } from '../../database.ts';

/** What a node says of itself. */
export interface NodeFacts {
  version: string;
  roles: { api: boolean; delivery: boolean };
  /** Deliveries in its memory: being sent, or waiting for their turn. */
  held: number;
  /** Attempts since its start. */
  attempts: number;
  /** Attempts a second since the renewal before. */
  attemptsPerSecond: number;
  memoryBytes: number;
  /** Webhooks that it leaves alone for a while, because their receiver is down or asked for it. */
  paused: { webhookId: string; until: string }[];
}

/** A running node. */
export interface NodeRow {
  id: string;
  name: string;
  started_at: Date;
  lease_until: Date;
  facts: Partial<NodeFacts>;
  /** How long ago it renewed its lease, by the database's clock. */
  seconds_ago: number;
}

/** The nodes that send and have their lease, oldest first. There are few: the whole table is read. */
export function nodesList(queries: Queries, leaseMs: number): Promise<NodeRow[]> {
  return queries.query<NodeRow>({
    text: `
      select id, name, started_at, lease_until, facts,
        greatest(0, extract(epoch from now() - lease_until) + $1 / 1000.0)::float8 as seconds_ago
      from nodes
      where lease_until > now()
      order by id`,
    values: [leaseMs],
  });
}
