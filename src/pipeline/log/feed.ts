import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import { uuidAtMs } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import { createWakeUp } from '../../base/wake-up.ts';
import type { Database } from '../../store/database.ts';
import { attemptNewest, eventsNew } from '../../store/queries/events/events-new.ts';
import type { EventView } from './log.ts';
import { eventViewFrom } from './views.ts';

/** Tells of events as they come, of all nodes. */
export interface Feed {
  /** Calls `onNews` from now on. Answers with what ends it. */
  subscribe(organizationId: string, onNews: (news: News) => void): () => void;
  /** What came after an event, as far as it is told at once. */
  since(organizationId: string, eventId: string): Promise<News>;
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

const everyMs = 1000;
const eventsAtOnce = 100;
/**
 * Ids are made before their transaction commits, so an event can appear behind a newer one. So much is looked at again
 * each time; what commits even later is in the list and is not told.
 */
const lookBackMs = 5000;

/** One reading a second for each organization that somebody on this node looks at, however many do. */
export function createFeed(services: { database: Database; clock: Clock; log: Log }): Feed {
  const channels = new Map<string, { listeners: Set<(news: News) => void>; stop(): void }>();

  function open(organizationId: string) {
    const channel = startChannel(services, organizationId, (news) => {
      for (const listener of channel.listeners) listener(news);
    });
    return channel;
  }

  return {
    subscribe(organizationId, onNews) {
      const channel = channels.get(organizationId) ?? open(organizationId);
      channels.set(organizationId, channel);
      channel.listeners.add(onNews);
      return () => {
        channel.listeners.delete(onNews);
        if (channel.listeners.size > 0 || channels.get(organizationId) !== channel) return;
        channels.delete(organizationId);
        channel.stop();
      };
    },
    async since(organizationId, eventId) {
      const rows = await eventsNew(services.database, {
        organizationId,
        afterId: eventId,
        limit: eventsAtOnce,
      });
      return newsOf(rows.map(eventViewFrom), null);
    },
    stop() {
      for (const channel of channels.values()) channel.stop();
      channels.clear();
    },
  };
}

function startChannel(
  { database, clock, log }: { database: Database; clock: Clock; log: Log },
  organizationId: string,
  tell: (news: News) => void,
) {
  const wakeUp = createWakeUp();
  const startMs = clock.nowMs();
  let attemptId = uuidAtMs(startMs);
  let told = new Set<string>();
  let stopping = false;

  async function look(): Promise<void> {
    const afterId = uuidAtMs(Math.max(clock.nowMs() - lookBackMs, startMs));
    const rows = await eventsNew(database, { organizationId, afterId, limit: eventsAtOnce });
    const fresh = rows.filter(({ id }) => !told.has(id)).map(eventViewFrom);
    told = new Set(rows.map(({ id }) => id));
    const newest = await attemptNewest(database, { organizationId, afterId: attemptId });
    attemptId = newest ?? attemptId;
    if (fresh.length > 0 || newest !== null) tell(newsOf(fresh, newest));
  }

  async function run(): Promise<void> {
    while (!stopping) {
      await wakeUp.sleep(everyMs);
      if (stopping) return;
      await look().catch((error: unknown) => {
        log.warn({ organizationId, reason: messageOf(error) }, 'new events could not be read; trying again');
      });
    }
  }

  void run();
  return {
    listeners: new Set<(news: News) => void>(),
    stop() {
      stopping = true;
      wakeUp.wake();
    },
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
