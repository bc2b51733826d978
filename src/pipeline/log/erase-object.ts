import type { Clock } from '../../base/clock.ts';
import { type Ids, msOfUuid, uuidAtMs } from '../../base/ids.ts';
import { audit, type Doer } from '../../store/audit.ts';
import type { Database, Transaction } from '../../store/database.ts';
import {
  attemptsOfDeliveriesErase,
  beforeCallsErase,
  refusedCallsErase,
} from '../../store/queries/erasure/attempts-erase.ts';
import { deliveriesEraseCancel } from '../../store/queries/erasure/deliveries-erase-cancel.ts';
import { eventsErase } from '../../store/queries/erasure/events-erase.ts';
import { eventsTellingOf, objectInLog } from '../../store/queries/erasure/events-telling-of.ts';
import { objectVersionsErase } from '../../store/queries/erasure/object-versions-erase.ts';
import { payloadsErase } from '../../store/queries/erasure/payloads-erase.ts';
import { recordedErase } from '../../store/queries/erasure/recorded-erase.ts';
import type { Erased } from './log.ts';

/** Rows that are looked at in one transaction. */
const windowRows = 2000;
/** How far the clocks of nodes may be apart: ids are made by them. */
const clocksApartMs = 24 * 60 * 60 * 1000;

interface Erasing {
  organizationId: string;
  type: string;
  id: string;
}

/**
 * Goes through the organization's log once, from the time the object was made, in windows that are a transaction
 * each: no lock is held for long, and if the process dies in between, asking again does the rest.
 *
 * Within a window the events are erased first: from then on nothing of them can be sent again. Then what is owed for
 * them is cancelled and their bodies go.
 *
 * The audit log is told first: whatever was erased before the process died, it says who asked for it.
 */
export async function eraseObject(
  services: { database: Database; clock: Clock; ids: Pick<Ids, 'uuid'> },
  { by, ...object }: Erasing & { by: Doer },
): Promise<Erased | null> {
  const { database, clock } = services;
  const known = await objectInLog(database, object);
  if (known !== null && known.type !== object.type) return null;

  await database.transaction(async (tx) => {
    const { organizationId, type, id } = object;
    await audit(tx, services, by, [{ organizationId, action: 'object.log-erased', target: { type, id } }]);
    await recordedErase(tx, object);
    await objectVersionsErase(tx, object);
  });
  const erased: Erased = { events: 0, payloads: 0, attempts: 0, cancelled: 0 };
  const firstId = beginningOf(object.id);
  for (let afterId: string | null = firstId; afterId !== null; ) {
    const window = { ...object, afterId, limit: windowRows };
    afterId = await database.transaction(async (tx) => {
      const telling = await eventsTellingOf(tx, window);
      if (telling.ids.length > 0) add(erased, await eraseEvents(tx, object, telling, clock.now()));
      return telling.lastId;
    });
  }
  for (let afterId: string | null = firstId; afterId !== null; ) {
    const window = { ...object, number: known?.number ?? null, afterId, limit: windowRows };
    const calls = await refusedCallsErase(database, window);
    erased.attempts += calls.erased;
    afterId = calls.lastId;
  }
  return erased;
}

async function eraseEvents(
  tx: Transaction,
  { organizationId, id }: Erasing,
  { ids: eventIds, transactionIds }: { ids: readonly string[]; transactionIds: readonly string[] },
  now: Date,
): Promise<Erased> {
  const events = await eventsErase(tx, { organizationId, objectId: id, eventIds, now });
  const cancelled = await deliveriesEraseCancel(tx, { organizationId, eventIds, now });
  const payloads = await payloadsErase(tx, { organizationId, eventIds });
  const attempts = await attemptsOfDeliveriesErase(tx, { organizationId, eventIds });
  const calls = await beforeCallsErase(tx, { organizationId, eventIds, transactionIds });
  return { events, payloads, attempts: attempts + calls, cancelled };
}

/** Where in the log to begin: nothing told of an object before it was made. */
function beginningOf(objectId: string): string {
  const isTimed = objectId[14] === '7';
  return uuidAtMs(isTimed ? msOfUuid(objectId) - clocksApartMs : 0);
}

function add(sum: Erased, more: Erased): void {
  sum.events += more.events;
  sum.payloads += more.payloads;
  sum.attempts += more.attempts;
  sum.cancelled += more.cancelled;
}
