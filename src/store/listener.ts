import { messageOf } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import { createWakeUp } from '../base/wake-up.ts';
import type { Database, Session } from './database.ts';

/** Hears what is sent to a channel of the database (`notify`), on a connection of its own. */
export interface Listener {
  start(): void;
  stop(): Promise<void>;
}

const firstPauseMs = 100;
const longestPauseMs = 10_000;

/**
 * Connects again whenever the connection is lost, for as long as it takes. What is sent meanwhile is never heard, so
 * `onConnected` is called after each connecting: whoever listens has to look for itself then, and now and then anyway.
 */
export function createListener(input: {
  database: Database;
  log: Log;
  channel: string;
  onMessage(payload: string): void;
  onConnected(): void;
}): Listener {
  const { database, log, channel } = input;
  const wakeUp = createWakeUp();
  let stopping = false;
  let loop: Promise<void> = Promise.resolve();

  /** Listens until the connection is lost or this is stopped. */
  async function listenOnce(): Promise<void> {
    const session: Session = await database.session();
    let lost: Error | null = null;
    try {
      session.onLost((reason) => {
        lost = reason;
        wakeUp.wake();
      });
      await session.listen(channel, input.onMessage);
      input.onConnected();
      while (!stopping && lost === null) await wakeUp.sleep(longestPauseMs);
    } finally {
      await session.close().catch(() => {});
    }
    if (lost !== null) throw lost;
  }

  async function run(): Promise<void> {
    for (let pauseMs = firstPauseMs; !stopping; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const startedMs = performance.now();
      try {
        await listenOnce();
      } catch (error) {
        if (stopping) return;
        log.warn({ channel, reason: messageOf(error) }, 'the database is not listened to; connecting again');
        if (performance.now() - startedMs > longestPauseMs) pauseMs = firstPauseMs;
        await wakeUp.sleep(pauseMs);
      }
    }
  }

  return {
    start() {
      loop = run();
    },
    async stop() {
      stopping = true;
      wakeUp.wake();
      await loop;
    },
  };
}
