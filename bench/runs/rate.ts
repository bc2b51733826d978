import type { RunFigures } from '../figures/run-figures.ts';
import { monotonicMs } from '../monotonic.ts';
import { type Receiver, startReceiver } from '../receiver/start.ts';
import { refuseLoss } from '../refuse-loss.ts';
import { ownPeakMb } from '../start/memory.ts';
import type { StartSubject, Subject } from '../subject.ts';

/**
 * The rate of a subject: it is warmed up, and then sends `count` events. The time runs from the first event until the
 * last one has arrived and everything about it is written. Throws where something is missing: there are no figures of
 * a run that lost an event.
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
      return await rateOf(subject, receiver, size);
    } finally {
      await subject.close();
    }
  } finally {
    await receivers.stop();
  }
}

async function rateOf(
  subject: Subject,
  receiver: Receiver,
  { warmUp, count }: { warmUp: number; count: number },
): Promise<RunFigures> {
  await subject.send(warmUp);
  await receiver.untilUnique(warmUp);
  await subject.settled();
  const loggedBefore = await subject.logged();
  await receiver.reset();

  const startMs = monotonicMs();
  await subject.send(count);
  await receiver.untilUnique(count);
  await subject.settled();
  const seconds = (monotonicMs() - startMs) / 1000;

  const { unique: arrived, repeats } = await refuseLoss({ receiver, sent: count });
  const loggedNow = await subject.logged();
  const logged = loggedNow === null || loggedBefore === null ? null : loggedNow - loggedBefore;
  if (logged !== null && logged !== count) throw new Error(`Of ${count} events, ${logged} are in the log`);
  const peakMb = subject.peakMb === undefined ? ownPeakMb() : await subject.peakMb();
  return {
    sent: count,
    arrived,
    logged,
    seconds,
    measures: { perSecond: count / seconds, repeats, ...(peakMb !== null && { peakMb }) },
  };
}
