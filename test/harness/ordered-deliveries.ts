import { wholeTables } from '../../src/store/day-tables.ts';
import { deliveriesClaimRuns } from '../../src/store/queries/deliveries/deliveries-claim-runs.ts';
import { deliveriesFirst } from '../../src/store/queries/deliveries/deliveries-first.ts';
import { testDatabase } from './database.ts';
import { insertLogged, uuidAt } from './log-rows.ts';

/** Deliveries to one ordered webhook, in a database of their own. Call it at the top of a file. */
export async function orderedDeliveries() {
  const { database } = await testDatabase();
  const now = new Date('2026-03-01T10:00:00Z');
  const [organizationId, webhookId, nodeId] = [uuidAt(now), uuidAt(now), uuidAt(now)];
  let lastPosition = 0;

  return {
    database,
    now,
    organizationId,
    nodeId,
    newNode: () => uuidAt(now),
    empty: () => database.query({ text: 'truncate events, deliveries, payloads, tickets' }),
    /** Owes one of each of these objects, one after the other. All are of one operation, or each of its own. */
    async owe(objectIds: readonly string[], operation?: string): Promise<string[]> {
      const ids: string[] = [];
      for (const objectId of objectIds) {
        const { deliveryId } = await insertLogged(database, {
          organizationId,
          at: now,
          objectId,
          dueAt: now,
        });
        lastPosition += 1;
        await database.query({
          text: `
            update deliveries
            set webhook_id = $2, position = $3, state = 'waiting', due_at = $4,
              transaction_id = coalesce($5, transaction_id)
            where id = $1`,
          values: [
            deliveryId,
            webhookId,
            lastPosition,
            new Date(now.getTime() - 1000 + ids.length),
            operation ?? null,
          ],
        });
        ids.push(deliveryId);
      }
      return ids;
    },
    set: (id: string, columns: string, ...values: unknown[]) =>
      database.query({ text: `update deliveries set ${columns} where id = $1`, values: [id, ...values] }),
    /** Looks for what may be sent. Answers with the ids. */
    async look(after: string | null, room = 10, reach = 3, longest = 50) {
      const found = await database.transaction((tx) =>
        deliveriesFirst(tx, { webhookId, now, room, after, reach, longest }),
      );
      return { runs: found.runs.map((run) => run.map(({ id }) => id)), after: found.after };
    },
    /** Answers with the ids of what was claimed. */
    async claimRuns(runs: readonly (readonly string[])[], byNode = nodeId): Promise<string[]> {
      const keys = runs.map((run) => run.map((id) => ({ organizationId, id })));
      const { claimed } = await database.transaction((tx) =>
        deliveriesClaimRuns(tx, { days: wholeTables, nodeId: byNode, now, runs: keys }),
      );
      return claimed.map(({ id }) => id);
    },
    settle: (ids: readonly string[]) =>
      database.query({
        text: `update deliveries set due_at = null, leased_by = null, state = 'delivered' where id = any($1)`,
        values: [ids],
      }),
  };
}
