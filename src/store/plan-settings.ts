import type { Transaction } from './database.ts';

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

/** Takes that back: what follows is planned as usual. */
export async function planAsUsual(tx: Transaction): Promise<void> {
  const text = `
    set local plan_cache_mode to default;
    set local enable_seqscan to default;
    set local enable_bitmapscan to default`;
  await tx.ahead.query({ text });
}
