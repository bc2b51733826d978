import type { Queries } from '../database.ts';

/** What nodes, and the applications beside them, tell each other through PostgreSQL. It must not be relied on. */
export const channel = 'bellwire';

/** What can be told: something was recorded; a delivery is due that no node holds; event types of somebody changed. */
export type Message = 'recorded' | 'due' | `event-types ${string}`;

/** Tells every node that listens, when the transaction commits. */
export async function notify(queries: Queries, message: Message): Promise<void> {
  await queries.query({ text: 'select pg_notify($1, $2)', values: [channel, message] });
}
