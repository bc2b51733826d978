import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import { msOfUuid, uuidAtMs } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import { createLoop } from '../../base/loop.ts';
import { type Metrics, noMetrics } from '../../base/metrics.ts';
import type { Database } from '../../store/database.ts';
import { dayMs, partitionsAhead, partitionsDrop } from '../../store/partitions.ts';
import { auditEntriesForget } from '../../store/queries/audit/audit-entries-forget.ts';
import { idempotencyForget } from '../../store/queries/events/idempotency.ts';
import { figuresForget } from '../../store/queries/figures/figures-forget.ts';
import { usageForget } from '../../store/queries/metering/usage-insert.ts';
import { givenUpOldest } from '../../store/queries/retention/given-up-oldest.ts';
import { heldGiveUp } from '../../store/queries/retention/held-give-up.ts';
import { type LogTable, logDeleteOlder } from '../../store/queries/retention/log-delete-older.ts';
import { organizationsRetention } from '../../store/queries/retention/organizations-retention.ts';
import { owedOldest } from '../../store/queries/retention/owed-oldest.ts';
import { recordedForget } from '../../store/queries/retention/recorded-forget.ts';
import { eventTracesForget } from '../../store/queries/traces/event-traces.ts';
import { createCountExpired } from '../delivery/expired.ts';

/**
 * Keeps each organization's log for as long as it asked. The longest of these times drops whole partitions, which
 * costs nothing; organizations that keep theirs for less have their older rows deleted in small batches. What is
 * still going to be sent is kept, with its event, its body and its attempts, however old it is. What waits only because its
 * webhook is off is given up when its event has to go, and stands in the log for some time more, without the event.
 */
export interface Retention {
  start(): Promise<void>;
  /** Removes what is too old now. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

const firstAfterMs = 60 * 1000;
const everyMs = 60 * 60 * 1000;
/** Rows that are deleted in one transaction. */
const batchRows = 1000;
/** Of transactions, which are small and many. */
const usageBatchRows = 10_000;
/** Charts of more than a day are made of hours. */
const minutesKeptMs = 2 * dayMs;
/** So long a delivery that was given up for its event stays, for people to find out what was never sent. */
const givenUpKeptMs = 30 * dayMs;
/** Between two batches, so that the database is never busy with this alone. */
const breathMs = 20;

/** From when on an organization's log is kept. */
interface Cutoff {
  organizationId: string;
  beforeMs: number;
}

export function createRetention(input: {
  database: Database;
  clock: Clock;
  log: Log;
  /** Counts nothing where there is none. */
  metrics?: Metrics;
  /** Of organizations that have no setting of their own. */
  defaultDays: number;
  /** How long the ids of reported transactions are remembered. */
  usageDays: number;
  /** How long the audit log is kept. */
  auditDays: number;
}): Retention {
  const { database, clock, log, metrics = noMetrics } = input;
  const countExpired = createCountExpired(metrics);

  async function sweep(): Promise<void> {
    const nowMs = clock.nowMs();
    await idempotencyForget(database, clock.now());
    const usageBefore = new Date(nowMs - input.usageDays * dayMs);
    await inBatches(usageBatchRows, (limit) => usageForget(database, { before: usageBefore, limit }));
    const auditBeforeId = uuidAtMs(nowMs - input.auditDays * dayMs);
    await inBatches(batchRows, (limit) => auditEntriesForget(database, { beforeId: auditBeforeId, limit }));
    await eventTracesForget(database, clock.now());
    await partitionsAhead(database, nowMs, log);
    const { longestMs, cutoffs } = await readCutoffs(nowMs);
    await recordedForget(database, new Date(longestMs));
    await figuresForget(database, { minutes: new Date(nowMs - minutesKeptMs), hours: new Date(longestMs) });

    // What nobody will send ends in the log, as long as its event is there.
    const owed = await owedOldest(database);
    const ending = beforeOwed(cutoffs, owed);
    for (const each of ending) await giveUp(each);
    // Then deliveries: one that is gone can no longer be sent again, so what is owed after this stays all that is.
    let rows = await deleteOlder(['deliveries'], cutoffs);
    const owedNow = await owedOldest(database);
    // Not beyond what was given up, though less may be owed by now: what is held of the rest comes to its end the next time.
    const kept = beforeOwed(ending, owedNow);
    const beforeMs = Math.min(longestMs, ...[...owed.values(), ...owedNow.values()].map(msOfUuid));
    const dropped = await partitionsDrop(
      database,
      { beforeMs, deliveriesBeforeMs: await beforeGivenUp(cutoffs, beforeMs) },
      log,
    );
    rows += await deleteOlder(['attempts', 'payloads', 'event_objects', 'events'], kept);
    if (rows > 0 || dropped.length > 0) log.info({ dropped, rows }, 'retention removed what is too old');
  }

  /** Gives up what is held of an organization's events that are about to go, and says so. */
  async function giveUp(cutoff: Cutoff): Promise<void> {
    const { organizationId } = cutoff;
    const webhookIds = new Set<string>();
    let afterId = uuidAtMs(0);
    const deliveries = await inBatches(batchRows, async (limit) => {
      const givenUp = await heldGiveUp(database, { ...cutoff, afterId, limit, now: clock.now() });
      for (const { webhookId } of givenUp) webhookIds.add(webhookId);
      afterId = givenUp.at(-1)?.id ?? afterId;
      countExpired(givenUp.length);
      return givenUp.length;
    });
    if (deliveries === 0) return;
    const facts = { organizationId, webhookIds: [...webhookIds], deliveries };
    log.warn(facts, 'deliveries were given up: their webhooks were off until their events had to go');
  }

  /** From when on deliveries are kept in their partitions: those that were given up lately stay, with all that are younger. */
  async function beforeGivenUp(cutoffs: readonly Cutoff[], beforeMs: number): Promise<number> {
    const since = new Date(clock.nowMs() - givenUpKeptMs);
    let oldestMs = beforeMs;
    for (const { organizationId } of cutoffs) {
      const id = await givenUpOldest(database, { organizationId, beforeMs: oldestMs, since });
      if (id !== null) oldestMs = msOfUuid(id);
    }
    return oldestMs;
  }

  /** Forgets batch by batch until one is not full, and answers with how many rows that were. */
  async function inBatches(limit: number, forget: (limit: number) => Promise<number>): Promise<number> {
    let total = 0;
    for (let rows = limit; rows >= limit && !loop.stopping(); ) {
      rows = await forget(limit);
      total += rows;
      if (rows >= limit) await sleep(breathMs);
    }
    return total;
  }

  async function readCutoffs(nowMs: number): Promise<{ longestMs: number; cutoffs: Cutoff[] }> {
    const wanted = (await organizationsRetention(database)).map(({ organizationId, days }) => ({
      organizationId,
      days: days ?? input.defaultDays,
    }));
    const longest = Math.max(...(wanted.length > 0 ? wanted.map(({ days }) => days) : [input.defaultDays]));
    const longestMs = nowMs - longest * dayMs;
    return {
      longestMs,
      cutoffs: wanted.map(({ organizationId, days }) => ({
        organizationId,
        // Those with the longest time lose whole days with their partitions. Only what could not be in one, or is in
        // one that must stay, goes row by row.
        beforeMs: days === longest ? Math.floor(longestMs / dayMs) * dayMs : nowMs - days * dayMs,
      })),
    };
  }

  async function deleteOlder(tables: readonly LogTable[], cutoffs: readonly Cutoff[]): Promise<number> {
    let total = 0;
    const givenUpSince = new Date(clock.nowMs() - givenUpKeptMs);
    for (const { organizationId, beforeMs } of cutoffs) {
      for (const table of tables) {
        const older = { table, organizationId, beforeId: uuidAtMs(beforeMs), givenUpSince };
        total += await inBatches(batchRows, (limit) => logDeleteOlder(database, { ...older, limit }));
      }
    }
    return total;
  }

  const loop = createLoop({
    firstAfterMs,
    async work() {
      await sweep();
      return everyMs;
    },
    onFailure(error) {
      log.error({ reason: messageOf(error) }, 'the log could not be looked after; trying again in an hour');
      return everyMs;
    },
  });
  return {
    async start() {
      await partitionsAhead(database, clock.nowMs(), log);
      loop.start();
    },
    sweep,
    stop: loop.stop,
  };
}

/** The same, each no later than the oldest event that its organization owes to somebody. */
function beforeOwed(cutoffs: readonly Cutoff[], owed: ReadonlyMap<string, string>): Cutoff[] {
  return cutoffs.map(({ organizationId, beforeMs }) => {
    const eventId = owed.get(organizationId);
    return {
      organizationId,
      beforeMs: eventId === undefined ? beforeMs : Math.min(beforeMs, msOfUuid(eventId)),
    };
  });
}
