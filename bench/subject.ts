import type { Receiver } from './receiver/start.ts';

/** Something that takes events and sends them to the receiver. */
export interface Subject {
  /**
   * Sends so many events, as fast as it can with a bounded number of them on the way. Settles when the last one was
   * taken in, which is before it has arrived.
   */
  send(count: number): Promise<void>;
  /** Settles when everything that is written after an arrival is written. */
  settled(): Promise<void>;
  /** How many deliveries its log has as done since the start, attempts included; null where there is no log. */
  logged(): Promise<number | null>;
  /** The most memory of the process that sends, where it is not this one. */
  peakMb?(): Promise<number | null>;
  close(): Promise<void>;
}

/** How a subject is started: on a receiver that it is to send to. */
export type StartSubject = (receiver: Receiver) => Promise<Subject>;
