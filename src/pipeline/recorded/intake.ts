import type { Clock } from '../../base/clock.ts';
import { BellwireError, messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import { createLoop, type Loop } from '../../base/loop.ts';
import { type Metrics, noMetrics } from '../../base/metrics.ts';
import { sqlStateOf } from '../../store/connection-errors.ts';
import type { Database, Queries, Transaction } from '../../store/database.ts';
import {
  recordedEventClaim,
  recordedEventsClaim,
} from '../../store/queries/recorded/recorded-events-claim.ts';
import {
  organizationsPresent,
  recordedEventsDelete,
  recordedEventsRefuse,
} from '../../store/queries/recorded/recorded-events-settle.ts';
import type { RecordedEvent, RecordedRefusal } from '../../store/records/recorded-event.ts';
import type { Changes } from '../changes/changes.ts';
import { mayTryAgain } from '../changes/may-try-again.ts';
import type { Write } from '../changes/write.ts';
import { sortRecorded } from './sort-recorded.ts';

/** Turns recorded events into events with their deliveries. Every node that sends has one. */
export type Intake = Pick<Loop, 'start' | 'wake' | 'stop'>;

/** For a node that does not send. */
export const noIntake: Intake = { start() {}, wake() {}, stop: async () => {} };

export interface IntakeOptions {
  database: Database;
  clock: Clock;
  log: Log;
  metrics?: Metrics;
  changes: Pick<Changes, 'take'>;
  /** What is wrong with events of one organization, by their ids, in words: such as data that a schema forbids. */
  problems(
    queries: Queries,
    organizationId: string,
    events: readonly RecordedEvent[],
  ): Promise<ReadonlyMap<string, string>>;
}

const maxEvents = 500;
const maxBytes = 8 * 1024 * 1024;
/** For messages that were not heard: the connection was down, or a pooler in between does not pass them on. */
const lookAgainMs = 5000;
/** Another node is at what comes first; it is soon done. */
const otherNodeMs = 25;
const afterErrorMs = 1000;

/** What one transaction did. */
interface Batch {
  claimed: readonly RecordedEvent[];
  accepted: number;
  refusals: readonly RecordedRefusal[];
  left: number;
}

export function createIntake(options: IntakeOptions): Intake {
  const { database, clock, log, changes } = options;
  const counter = (options.metrics ?? noMetrics).counter<'outcome'>({
    name: 'bellwire_recorded_events_total',
    help: 'Recorded events that this node has taken in (accepted) or put aside (refused).',
    labels: ['outcome'],
  });

  /**
   * The rows go in the transaction that saves their events, so that each becomes an event exactly once. Fills `batch`;
   * what was claimed stands in it also when this fails.
   */
  async function take(batch: Batch, claim: (tx: Transaction) => Promise<RecordedEvent[]>): Promise<void> {
    await changes.take(async (tx): Promise<Write[]> => {
      const claimed = await claim(tx);
      batch.claimed = claimed;
      if (claimed.length === 0) return [];
      const { writes, refusals } = sortRecorded(claimed, await knownOf(tx, claimed));
      await recordedEventsRefuse(tx, refusals, clock.now());
      const refused = new Set(refusals.map(({ id }) => id));
      const accepted = claimed.filter(({ id }) => !refused.has(id)).map(({ id }) => id);
      await recordedEventsDelete(tx, accepted);
      batch.accepted = accepted.length;
      batch.refusals = refusals;
      return writes;
    });
    report(batch);
  }

  async function knownOf(tx: Transaction, claimed: readonly RecordedEvent[]) {
    const ids = [...new Set(claimed.map(({ organizationId }) => organizationId))];
    const organizations = await organizationsPresent(tx, ids);
    const problems = new Map<string, string>();
    for (const organizationId of organizations) {
      const own = claimed.filter((event) => event.organizationId === organizationId);
      for (const [id, problem] of await options.problems(tx, organizationId, own)) problems.set(id, problem);
    }
    return { organizations, problems };
  }

  /** Takes the next ones, and answers with how long there is nothing to do. */
  async function takeNext(): Promise<number> {
    const batch = emptyBatch();
    try {
      await take(batch, async (tx) => {
        const { events, left } = await recordedEventsClaim(tx, { limit: maxEvents, maxBytes });
        batch.left = left;
        return events;
      });
    } catch (error) {
      if (!isFaultOfEvents(error) || batch.claimed.length === 0) throw error;
      await takeOneByOne(batch.claimed);
      return 0;
    }
    if (batch.claimed.length > 0) return 0;
    return batch.left > 0 ? otherNodeMs : lookAgainMs;
  }

  /** One that cannot be saved undoes the batch; then each is tried by itself, and only that one is put aside. */
  async function takeOneByOne(events: readonly RecordedEvent[]): Promise<void> {
    for (const { id } of events) {
      if (loop.stopping()) return;
      try {
        await take(emptyBatch(), async (tx) => {
          const event = await recordedEventClaim(tx, id);
          return event === null ? [] : [event];
        });
      } catch (error) {
        if (!isFaultOfEvents(error)) throw error;
        const refusal: RecordedRefusal = { id, reason: 'cannot-be-kept', detail: messageOf(error) };
        await recordedEventsRefuse(database, [refusal], clock.now());
        report({ ...emptyBatch(), refusals: [refusal] });
      }
    }
  }

  function report({ accepted, refusals }: Batch): void {
    counter.add(accepted, { outcome: 'accepted' });
    counter.add(refusals.length, { outcome: 'refused' });
    for (const { id, reason, detail } of refusals) {
      log.warn({ eventId: id, reason, detail }, 'recorded_event.refused');
    }
  }

  const loop = createLoop({
    work: takeNext,
    onFailure(error) {
      // Two transactions were in each other's way: nothing is wrong, and the next try gets through.
      if (mayTryAgain(error)) return otherNodeMs;
      log.error({ reason: messageOf(error) }, 'recorded events could not be taken in; trying again');
      return afterErrorMs;
    },
  });
  return loop;
}

function emptyBatch(): Batch {
  return { claimed: [], accepted: 0, refusals: [], left: 0 };
}

/** Whether a commit failed because of what was to be saved, and would fail again: bad data, a broken rule, too large. */
function isFaultOfEvents(error: unknown): boolean {
  if (mayTryAgain(error)) return false;
  const state = sqlStateOf(error);
  if (state !== undefined) return /^(22|23|54)/.test(state);
  return !(error instanceof BellwireError && error.code === 'unavailable');
}
