import { systemClock } from '../../src/base/clock.ts';
import type { Database } from '../../src/store/database.ts';
import { createDayTables } from '../../src/store/day-tables.ts';
import { attemptsInsert } from '../../src/store/queries/attempts/attempts-insert.ts';
import { deliveriesInsert } from '../../src/store/queries/deliveries/deliveries-insert.ts';
import { deliveriesSettle } from '../../src/store/queries/deliveries/deliveries-settle.ts';
import { eventsInsert } from '../../src/store/queries/events/events-insert.ts';
import { payloadsInsert } from '../../src/store/queries/events/payloads-insert.ts';
import { ticketInsert, ticketsDelete } from '../../src/store/queries/nodes/tickets.ts';
import type { LogCounts } from '../start/log-counts.ts';
import type { Arrived, ByHand, Keep } from './keep.ts';

/**
 * Keeps the rows of Bellwire: a commit has its events, their bytes, their deliveries and a ticket for all of them; a batch of
 * results has its attempts, and settles its deliveries.
 */
export function keepRows({ webhook, nodeId }: ByHand, database: Database, log: LogCounts): Keep {
  const { organizationId } = webhook;
  const days = createDayTables(database, systemClock);
  /** By ticket: how many of its deliveries are still owed. */
  const owed = new Map<string, number>();

  function doneTickets(batch: readonly Arrived[]): string[] {
    return batch.flatMap(({ saved: { ticket } }) => {
      const left = (owed.get(ticket.id) ?? 0) - 1;
      owed.set(ticket.id, left);
      if (left > 0) return [];
      owed.delete(ticket.id);
      return ticket.id;
    });
  }

  return {
    async save(saved) {
      const [first] = saved;
      if (first === undefined) return;
      const { ticket, event } = first;
      await database.transaction(async ({ ahead }) => {
        await eventsInsert(
          ahead,
          saved.map((one) => one.event),
        );
        await payloadsInsert(ahead, saved);
        await deliveriesInsert(ahead, saved, { organizationId, now: event.occurredAt });
        await ticketInsert(ahead, {
          ...ticket,
          organizationId,
          deliveryIds: saved.map(({ id }) => id),
        });
      });
      owed.set(ticket.id, saved.length);
    },
    arrived: (batch) =>
      database.transaction(async ({ ahead }) => {
        await attemptsInsert(
          ahead,
          batch.map(({ attempt }) => attempt),
        );
        await deliveriesSettle(ahead, nodeId, batch.map(settledOf), days);
        await ticketsDelete(ahead, doneTickets(batch));
      }),
    logged: () => log.delivered(),
  };
}

function settledOf({ saved, attempt }: Arrived) {
  return {
    organizationId: attempt.organizationId,
    id: saved.id,
    webhookId: attempt.webhookId,
    state: 'delivered' as const,
    attemptsBefore: 0,
    attemptsMade: 1 as const,
    dueAt: null,
    lastAttemptAt: attempt.startedAt,
    lastStatus: attempt.responseStatus,
    lastReason: null,
    finishedAt: systemClock.now(),
  };
}
