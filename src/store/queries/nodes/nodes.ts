import type { Queries } from '../../database.ts';

/** Registers a running node. */
export async function nodeInsert(
  queries: Queries,
  input: { id: string; name: string; now: Date; leaseMs: number },
): Promise<void> {
  await queries.query({
    text: `
      insert into nodes (id, name, started_at, lease_until)
      values ($1, $2, $3, now() + $4 * interval '1 millisecond')`,
    values: [input.id, input.name, input.now, input.leaseMs],
  });
}

/**
 * Renews a node's lease, by the database's clock so that nodes need not agree on the time. False when the row is
 * gone: others thought this node dead and have taken over what it held.
 */
export async function nodeRenew(queries: Queries, input: { id: string; leaseMs: number }): Promise<boolean> {
  const rows = await queries.query({
    name: 'node-renew',
    text: `
      update nodes
      set lease_until = now() + $2 * interval '1 millisecond'
      where id = $1
      returning id`,
    values: [input.id, input.leaseMs],
  });
  return rows.length === 1;
}

/** Takes a node that stops out of the list. */
export async function nodeDelete(queries: Queries, id: string): Promise<void> {
  await queries.query({ text: `delete from nodes where id = $1`, values: [id] });
}

/**
 * Frees what dead nodes held, due at once unless it is held back or owed no more, and answers with how much that was. A node is dead when its lease is over
 * or its row is gone. Safe when several nodes do it at once: each row is freed once. Uses deliveries_leased.
 */
export async function nodesTakeOver(queries: Queries, now: Date): Promise<number> {
  await queries.query({ name: 'nodes-delete-dead', text: `delete from nodes where lease_until < now()` });
  const rows = await queries.query<{ freed: number }>({
    name: 'nodes-take-over',
    text: `
      with freed as (
        update deliveries
        set leased_by = null, due_at = case when due_at < 'infinity' then least(due_at, $1) else due_at end
        where leased_by is not null and leased_by not in (select id from nodes)
        returning 1
      )
      select count(*) as freed from freed`,
    values: [now],
  });
  return rows[0]?.freed ?? 0;
}

/** Declares every other node dead: for an embedded database, which never has a second one. */
export async function nodesDeleteOthers(queries: Queries, ownId: string): Promise<void> {
  await queries.query({ text: `delete from nodes where id <> $1`, values: [ownId] });
}
