import type { Queries, Transaction } from './database.ts';

/**
 * For what follows in this transaction: a statement with a name is planned once per connection, whatever its values, and reads
 * by indexes in their order. For statements that find a few rows in all partitions of a long log: to plan one of those each time
 * takes longer than to run it, and a plan that was made while the tables were small would read them whole when they are large.
 */
export async function planOnceForIndexes(tx: Transaction): Promise<void> {
  const text = `
    set local plan_cache_mode = force_generic_plan;
    set local enable_seqscan = off;
    set local enable_bitmapscan = off`;
  await tx.ahead.query({ text });
}

/**
 * For what follows in this transaction: rows are found by the keys that a statement names as values (`= any($1)`), and joined by
 * a hash. With the values in sight the planner leaves out the partitions that have none of them. It may not choose how to find them: what it
 * knows of a table is older than the newest rows, it takes them for few, and would read them all again for each key.
 */
export async function planForKeys(tx: Queries): Promise<void> {
  const text = `
    set local plan_cache_mode = auto;
    set local enable_seqscan = off;
    set local enable_nestloop = off;
    set local enable_mergejoin = off`;
  await tx.query({ text });
}
