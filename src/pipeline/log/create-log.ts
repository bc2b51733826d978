import type { Clock } from '../../base/clock.ts';
import { type Ids, isUuid } from '../../base/ids.ts';
import { pageFrom } from '../../base/page.ts';
import { audit, nameOfDoer } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { attemptGet } from '../../store/queries/attempts/attempts-by-ids.ts';
import {
  type AttemptListFilter,
  attemptsList,
  attemptsOfDelivery,
} from '../../store/queries/attempts/attempts-list.ts';
import {
  type DeliveryListFilter,
  deliveriesList,
  deliveriesOfEvent,
  deliveryGet,
} from '../../store/queries/deliveries/deliveries-list.ts';
import { deliveryCancel } from '../../store/queries/deliveries/delivery-cancel.ts';
import { deliveryRequeue } from '../../store/queries/deliveries/delivery-requeue.ts';
import { type EventListFilter, eventGet, eventsList } from '../../store/queries/events/events-list.ts';
import type { Handover } from '../handover.ts';
import { eraseObject } from './erase-object.ts';
import { historyOf } from './history.ts';
import type { DeliveryLog } from './log.ts';
import { countAttempts, searchAttempts } from './search/search-log.ts';
import { attemptDetailsFrom, attemptViewFrom, deliveryViewFrom, eventViewFrom } from './views-from-rows.ts';

/** The log on the database. `handover` is told when something is due again. */
export function createDeliveryLog(services: {
  database: Database;
  clock: Clock;
  ids: Pick<Ids, 'uuid'>;
  handover: Pick<Handover, 'wake'>;
  /** Told how many deliveries were given up, by hand or because their data was erased. */
  onCancelled?(count: number): void;
}): DeliveryLog {
  const { database } = services;
  return {
    async events({ organizationId, filter, page }) {
      const rows = await eventsList(database, organizationId, filter as EventListFilter, page);
      return pageFrom(rows.map(eventViewFrom), page);
    },

    async event(organizationId, id) {
      if (!isUuid(id)) return null;
      const row = await eventGet(database, organizationId, id);
      if (row === null) return null;
      const deliveries = await deliveriesOfEvent(database, organizationId, id);
      return { ...eventViewFrom(row), data: row.data, deliveries: deliveries.map(deliveryViewFrom) };
    },

    async deliveries({ organizationId, filter, page }) {
      const rows = await deliveriesList(database, organizationId, filter as DeliveryListFilter, page);
      return pageFrom(rows.map(deliveryViewFrom), page);
    },

    async delivery(organizationId, id) {
      if (!isUuid(id)) return null;
      const row = await deliveryGet(database, organizationId, id);
      if (row === null) return null;
      const attempts = await attemptsOfDelivery(database, organizationId, id);
      return { ...deliveryViewFrom(row), attemptList: attempts.map(attemptViewFrom) };
    },

    async attempts({ organizationId, filter, page }) {
      const rows = await attemptsList(database, organizationId, filter as AttemptListFilter, page);
      return pageFrom(rows.map(attemptViewFrom), page);
    },

    async attempt(organizationId, id) {
      if (!isUuid(id)) return null;
      const row = await attemptGet(database, organizationId, id);
      return row === null ? null : attemptDetailsFrom(row);
    },

    history: ({ page, ...object }) => historyOf(database, object, page),
    search: (input) => searchAttempts(services, input),
    searchCount: (input) => countAttempts(database, input),

    async resend({ organizationId, deliveryId, by }) {
      if (!isUuid(deliveryId)) return 'not-found';
      const result = await database.transaction(async (tx) => {
        const requeued = await deliveryRequeue(tx, {
          organizationId,
          id: deliveryId,
          now: services.clock.now(),
        });
        if (requeued !== 'queued') return requeued;
        const act = { action: 'delivery.resent', target: { id: deliveryId } } as const;
        await audit(tx, services, by, [{ organizationId, ...act }]);
        return requeued;
      });
      if (result === 'queued') services.handover.wake();
      return result;
    },

    async cancel({ organizationId, deliveryId, by }) {
      if (!isUuid(deliveryId)) return 'not-found';
      const asked = { organizationId, id: deliveryId, by: nameOfDoer(by), now: services.clock.now() };
      const result = await database.transaction(async (tx) => {
        const cancelled = await deliveryCancel(tx, asked);
        if (cancelled !== 'cancelled') return cancelled;
        const act = { action: 'delivery.cancelled', target: { id: deliveryId } } as const;
        await audit(tx, services, by, [{ organizationId, ...act }]);
        return cancelled;
      });
      if (result === 'cancelled') services.onCancelled?.(1);
      return result;
    },

    async eraseObject({ organizationId, type, id, by }) {
      const erased = await eraseObject(services, { organizationId, type, id, by });
      services.onCancelled?.(erased?.cancelled ?? 0);
      return erased;
    },
  };
}
