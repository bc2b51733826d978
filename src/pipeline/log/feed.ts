import type { Clock } from '../../base/clock.ts';
import { uuidAtMs } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { Database } from '../../store/database.ts';
import { attemptNewest, eventsNew } from '../../store/queries/events/events-new.ts';
import { createChannels } from './channels.ts';
import { type Tailed, type TailNews, tailOf } from './search/tail.ts';
import { textQuery } from './search/text-query.ts';
import type { EventView } from './views.ts';
import { eventViewFrom } from './views-from-rows.ts';

/** Tells of events and attempts as they come, of all nodes. */
export interface Feed {
  /** Calls `onNews` from now on. Answers with what ends it. */
  subscribe(organizationId: string, onNews: (news: News) => void): () => void;
  /** What came after an event, as far as it is told at once. */
  since(organizationId: string, eventId: string): Promise<News>;
  /** Calls `onNews` from now on with attempts that a search would find. Answers with what ends it. */
  tail(tailed: Tailed, onNews: (news: TailNews) => void): () => void;
  stop(): void;
}

/** What came since the last time. */
export interface News {
  /** Oldest first. */
  events: EventView[];
  /** There were more than are told: whoever wants them all reads the list. */
  skipped: boolean;
  /** The newest attempt, if there was one: something of what is owed has changed. */
  attemptId: string | null;
}

const eventsAtOnce = 100;
/**
 * Ids are made before their transaction commits, so an event can appear behind a newer one. So much is looked at again
 * each time; what commits even later is in the list and is not told.
 */
const lookBackMs = 5000;

/** One reading a second for each organization, and each search, that somebody on this node looks at, however many do. */
export function createFeed(services: { database: Database; clock: Clock; log: Log }): Feed {
  const { log } = services;
  const events = createChannels({
    begin: (organizationId: string) => eventsFrom(services, organizationId),
    keyOf: (organizationId) => organizationId,
    facts: (organizationId) => ({ organizationId }),
    log,
  });
  const tails = createChannels({
    begin: (tailed: Tailed) => tailOf(services, tailed),
    keyOf: (tailed) => textQuery(tailed, tailed.text),
    facts: ({ organizationId }) => ({ organizationId }),
    log,
  });
  return {
    subscribe: events.subscribe,
    tail: tails.subscribe,
    async since(organizationId, eventId) {
      const rows = await eventsNew(services.database, {
        organizationId,
        afterId: eventId,
        limit: eventsAtOnce,
      });
      return newsOf(rows.map(eventViewFrom), null);
    },
    stop() {
      events.stop();
      tails.stop();
    },
  };
}

/** Looks for events that have come since it was called last, or since now. */
function eventsFrom(
  { database, clock }: { database: Database; clock: Clock },
  organizationId: string,
): () => Promise<News | null> {
  const startMs = clock.nowMs();
  let attemptId = uuidAtMs(startMs);
  let told = new Set<string>();
  return async () => {
    const afterId = uuidAtMs(Math.max(clock.nowMs() - lookBackMs, startMs));
    const rows = await eventsNew(database, { organizationId, afterId, limit: eventsAtOnce });
    const fresh = rows.filter(({ id }) => !told.has(id)).map(eventViewFrom);
    told = new Set(rows.map(({ id }) => id));
    const newest = await attemptNewest(database, { organizationId, afterId: attemptId });
    attemptId = newest ?? attemptId;
    return fresh.length > 0 || newest !== null ? newsOf(fresh, newest) : null;
  };
}

/** Of rows that were read one more than are told, newest first. */
function newsOf(events: EventView[], attemptId: string | null): News {
  return {
    events: events.slice(0, eventsAtOnce).reverse(),
    skipped: events.length > eventsAtOnce,
    attemptId,
  };
}
