import { Pool } from 'undici';
import { createBatcher } from '../../src/base/batcher.ts';
import { systemClock } from '../../src/base/clock.ts';
import { standardFormat } from '../../src/formats/standard.ts';
import { createDayTables } from '../../src/store/day-tables.ts';
import { type AttemptRow, attemptsInsert } from '../../src/store/queries/attempts/attempts-insert.ts';
import { deliveriesSettle } from '../../src/store/queries/deliveries/deliveries-settle.ts';
import { ticketsDelete } from '../../src/store/queries/nodes/tickets.ts';
import { inFlight } from '../tuning.ts';
import type { ByHand, Saved } from './save.ts';

/** A delivery that has arrived. */
interface Arrived {
  saved: Saved;
  attempt: AttemptRow;
}

/** Sends what was saved, some at the same time, and writes in batches that it has arrived. */
export function createSenderByHand(
  { database, ids, nodeId }: ByHand,
  origin: string,
): { send(saved: readonly Saved[]): void; close(): Promise<void> } {
  const pool = new Pool(origin, { connections: inFlight, pipelining: 1 });
  const days = createDayTables(database, systemClock);
  const waiting: Saved[] = [];
  /** By ticket: how many of its deliveries are still owed. */
  const owed = new Map<string, number>();
  let underWay = 0;

  const results = createBatcher<Arrived, void>({
    maxItems: 500,
    concurrency: 2,
    gatherMs: 20,
    async run(arrived) {
      await database.transaction(async ({ ahead }) => {
        await attemptsInsert(
          ahead,
          arrived.map(({ attempt }) => attempt),
        );
        await deliveriesSettle(ahead, nodeId, arrived.map(settledOf), days);
        await ticketsDelete(ahead, doneTickets(arrived));
      });
      return arrived.map(() => undefined);
    },
  });

  function doneTickets(arrived: readonly Arrived[]): string[] {
    return arrived.flatMap(({ saved: { ticketId } }) => {
      const left = (owed.get(ticketId) ?? 0) - 1;
      owed.set(ticketId, left);
      if (left > 0) return [];
      owed.delete(ticketId);
      return ticketId;
    });
  }

  async function sendOne(saved: Saved): Promise<void> {
    const startedAt = systemClock.now();
    const startMs = systemClock.monotonicMs();
    const request = standardFormat.request({ ...saved, now: startedAt });
    const { method, headers, body } = request;
    const answer = await pool.request({ method: method as 'POST', path: '/hook', headers, body });
    await answer.body.dump();
    if (answer.statusCode !== 200) throw new Error(`The receiver answered ${answer.statusCode}`);
    const total = Math.round((systemClock.monotonicMs() - startMs) * 100) / 100;
    void results.add({
      saved,
      attempt: {
        organizationId: saved.event.organizationId,
        id: ids.uuid(),
        kind: 'delivery',
        deliveryId: saved.id,
        eventId: saved.event.id,
        webhookId: saved.webhook.id,
        eventType: saved.event.type,
        objectType: saved.event.objectType,
        objectId: saved.event.objectId,
        transactionId: saved.event.transactionId,
        number: 1,
        startedAt,
        timings: { wait: total, body: 0, total },
        request: { method, url: request.url, headers: { ...headers, 'webhook-signature': '[hidden]' } },
        requestBody: null,
        responseStatus: answer.statusCode,
        responseHeaders: answer.headers as Record<string, string>,
        responseBody: Buffer.alloc(0),
        responseSize: 0,
        reason: null,
        detail: null,
        words: null,
      },
    });
  }

  async function worker(): Promise<void> {
    underWay += 1;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await sendOne(next);
    underWay -= 1;
  }

  return {
    send(saved) {
      const [first] = saved;
      if (first !== undefined) owed.set(first.ticketId, saved.length);
      waiting.push(...saved);
      while (underWay < inFlight && waiting.length > 0) void worker();
    },
    async close() {
      await results.drain();
      await pool.close();
    },
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
