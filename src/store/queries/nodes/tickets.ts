import { uuids } from '../../arrays.ts';
import type { Queries } from '../../database.ts';

/** What a node holds of one organization since a commit or a claim. */
export interface TicketRow {
  id: string;
  nodeId: string;
  organizationId: string;
  deliveryIds: readonly string[];
}

/** Writes down what a node holds, in the transaction that makes it hold it. */
export async function ticketInsert(tx: Queries, ticket: TicketRow): Promise<void> {
  await tx.query({
    name: 'ticket-insert',
    text: `insert into tickets (id, node_id, organization_id, delivery_ids) values ($1, $2, $3, $4)`,
    values: [ticket.id, ticket.nodeId, ticket.organizationId, uuids(ticket.deliveryIds, (id) => id)],
  });
}

/** Takes tickets away all of whose deliveries have an outcome. */
export async function ticketsDelete(queries: Queries, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await queries.query({
    name: 'tickets-delete',
    text: `delete from tickets where id = any($1::uuid[])`,
    values: [ids],
  });
}

/** The tickets of one node. Index: tickets_by_node. */
export async function ticketsOfNode(queries: Queries, nodeId: string): Promise<string[]> {
  const rows = await queries.query<{ id: string }>({
    name: 'tickets-of-node',
    text: `select id from tickets where node_id = $1`,
    values: [nodeId],
  });
  return rows.map(({ id }) => id);
}

/**
 * Takes tickets away, and lets go of what is still held under them: due at once for any node, unless its webhook holds
 * it back or has cancelled it meanwhile ("least" overlooks null). Answers with how many deliveries that were. Safe when
 * several nodes do it at once: each ticket goes once.
 *
 * These statements have no names, so that they are planned each time: a plan that was made while a day's partition was empty
 * reads all of it.
 */
function freeing(tickets: string): string {
  return `
    with gone as (
      delete from tickets
      where ${tickets}
      returning node_id, organization_id, delivery_ids
    ), freed as (
      update deliveries d
      set leased_by = null, due_at = case when d.due_at < 'infinity' then least(d.due_at, $1) else d.due_at end
      from gone
      cross join lateral unnest(gone.delivery_ids) as held (id)
      where d.organization_id = gone.organization_id and d.id = held.id and d.leased_by = gone.node_id
      returning 1
    )
    select count(*) as freed from freed`;
}

/** Lets go of what is held under these tickets. */
export async function ticketsFree(
  queries: Queries,
  input: { ids: readonly string[]; now: Date },
): Promise<number> {
  if (input.ids.length === 0) return 0;
  const rows = await queries.query<{ freed: number }>({
    text: freeing('id = any($2::uuid[])'),
    values: [input.now, input.ids],
  });
  return rows[0]?.freed ?? 0;
}

/** Lets go of all that one node holds. Index: tickets_by_node. */
export async function ticketsFreeOfNode(
  queries: Queries,
  input: { nodeId: string; now: Date },
): Promise<number> {
  const rows = await queries.query<{ freed: number }>({
    text: freeing('node_id = $2'),
    values: [input.now, input.nodeId],
  });
  return rows[0]?.freed ?? 0;
}

/** Lets go of what is held by nodes that are not in the list. There are few tickets, so that all are looked at. */
export async function ticketsFreeOfDead(queries: Queries, now: Date): Promise<number> {
  // Nearly always there is none, and the statement that frees is planned for all partitions of the log.
  const dead = await queries.query<{ id: string }>({
    name: 'tickets-of-dead',
    text: 'select id from tickets where node_id not in (select id from nodes)',
  });
  return ticketsFree(queries, { ids: dead.map(({ id }) => id), now });
}
