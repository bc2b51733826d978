import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { Database } from '../../store/database.ts';
import { deliveriesFree } from '../../store/queries/deliveries/deliveries-free.ts';
import type { OwedDelivery } from '../handover.ts';
import type { Tickets } from './tickets.ts';

/** Lets go in the database of what this node held and will not send. */
export interface FreeDropped {
  /** Remembers deliveries that have left memory without an outcome. */
  add(dropped: readonly OwedDelivery[]): void;
  /** Frees them; what cannot be freed now is tried again the next time. Answers with how many it freed. */
  free(nodeId: string): Promise<number>;
  /** The lease was lost: others free it. */
  clear(): void;
}

export function createFreeDropped(input: {
  database: Database;
  clock: Clock;
  log: Log;
  tickets: Tickets;
}): FreeDropped {
  const { database, clock, log, tickets } = input;
  let dropped: OwedDelivery[] = [];
  return {
    add(deliveries) {
      dropped.push(...deliveries);
    },
    async free(nodeId) {
      const deliveries = dropped;
      dropped = [];
      if (deliveries.length === 0) return 0;
      try {
        const rows = deliveries.map(({ id, event }) => ({ id, organizationId: event.organizationId }));
        await deliveriesFree(database, { nodeId, now: clock.now(), deliveries: rows });
      } catch (error) {
        dropped.push(...deliveries);
        log.warn({ reason: messageOf(error) }, 'deliveries could not be handed back; trying again');
        return 0;
      }
      for (const delivery of deliveries) tickets.done(delivery);
      return deliveries.length;
    },
    clear() {
      dropped = [];
    },
  };
}
