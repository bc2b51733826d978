import { monotonicMs } from './monotonic.ts';
import { startReceiver } from './receiver/start.ts';
import type { StartSubject, Subject } from './subject.ts';

/** One run: what went in, what came out, and how long it took from the first to the last. */
export interface RunFigures {
  sent: number;
  /** Different ids that the receiver counted. */
  arrived: number;
  /** Requests beyond those: the same id once more. */
  repeats: number;
  /** Deliveries that the log has as done; null for what keeps no log. */
  logged: number | null;
  seconds: number;
  /** The most memory that the sending process had: resident set in MB. */
  peakMb: number;
}

/**
 * Warms a subject up, sends `count` events through it, and checks that each arrived and stands in the log. The time
 * runs from the first event until the last one has arrived and everything about it is written. Throws where something
 * is missing: there are no figures of a run that lost an event.
 */
export async function measureRate(
  start: StartSubject,
  size: { warmUp: number; count: number },
): Promise<RunFigures> {
  const receivers = await startReceiver();
  try {
    const receiver = await receivers.open();
    const subject = await start(receiver);
    try {
      await subject.send(size.warmUp);
      await receiver.untilUnique(size.warmUp);
      await subject.settled();
      const loggedBefore = await subject.logged();
      await receiver.reset();

      const startMs = monotonicMs();
      await subject.send(size.count);
      await receiver.untilUnique(size.count);
      await subject.settled();
      const seconds = (monotonicMs() - startMs) / 1000;

      const { unique, requests, unreadable } = await receiver.counts();
      const logged = await loggedSince(subject, loggedBefore);
      const figures = {
        sent: size.count,
        arrived: unique,
        repeats: requests - unique,
        logged,
        seconds,
        peakMb: peakMb(),
      };
      refuseLoss(figures, unreadable);
      return figures;
    } finally {
      await subject.close();
    }
  } finally {
    await receivers.stop();
  }
}

async function loggedSince(subject: Subject, before: number | null): Promise<number | null> {
  const now = await subject.logged();
  return now === null || before === null ? null : now - before;
}

function refuseLoss({ sent, arrived, logged }: RunFigures, unreadable: number): void {
  if (sent === arrived && (logged === null || logged === sent) && unreadable === 0) return;
  throw new Error(
    `Not every event arrived: ${sent} sent, ${arrived} arrived, ${logged ?? 'none'} in the log, ${unreadable} unreadable`,
  );
}

/** The operating system counts in kilobytes. */
const peakMb = () => Math.round(process.resourceUsage().maxRSS / 1024);
