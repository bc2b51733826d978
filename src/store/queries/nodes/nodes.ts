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
 * Renews a node's lease with what it says of itself, by the database's clock so that nodes need not agree on the time. False when the row is
 * gone: others thought this node dead and have taken over what it held.
 */
export async function nodeRenew(
  queries: Queries,
  input: { id: string; leaseMs: number; facts: object },
): Promise<boolean> {
  const rows = await queries.query({
    name: 'node-renew',
    text: `
      update nodes
      set lease_until = now() + $2 * interval '1 millisecond', facts = $3
      where id = $1
      returning id`,
    values: [input.id, input.leaseMs, JSON.stringify(input.facts)],
  });
  return rows.length === 1;
}

/** Takes a node that stops out of the list. */
export async function nodeDelete(queries: Queries, id: string): Promise<void> {
  await queries.query({ text: `delete from nodes where id = $1`, values: [id] });
}

/** Takes the nodes out of the list whose lease is over: they are dead. */
export async function nodesDeleteDead(queries: Queries): Promise<void> {
  await queries.query({ name: 'nodes-delete-dead', text: `delete from nodes where lease_until < now()` });
}

/** Declares every other node dead: for an embedded database, which never has a second one. */
export async function nodesDeleteOthers(queries: Queries, ownId: string): Promise<void> {
  await queries.query({ text: `delete from nodes where id <> $1`, values: [ownId] });
}
