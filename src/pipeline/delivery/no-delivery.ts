import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { Database } from '../../store/database.ts';
import { notify } from '../../store/queries/notify.ts';
import type { Delivery } from './delivery.ts';

/**
 * For a node that accepts and does not send: it holds nothing, so what it commits is due at once for the nodes that
 * do. It tells them; who does not hear it looks every second anyway.
 */
export function createNoDelivery({ database, log }: { database: Database; log: Log }): Delivery {
  let telling = false;
  let again = false;

  /** One message at a time: what becomes due while one is under way shares the next one. */
  async function tell(): Promise<void> {
    again = telling;
    if (telling) return;
    telling = true;
    try {
      do {
        again = false;
        await notify(database, 'due');
      } while (again);
    } catch (error) {
      log.debug({ reason: messageOf(error) }, 'other nodes could not be told that something is due');
    } finally {
      telling = false;
    }
  }

  return {
    handover: {
      nodeId: () => null,
      reserve: () => false,
      accept() {},
      release() {},
      wake: () => void tell(),
    },
    load: () => ({ held: 0, leased: false }),
    start: async () => {},
    stop: async () => {},
  };
}
