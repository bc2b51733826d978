import type { Queries } from '../../store/database.ts';
import type { EventRecord } from '../../store/records/event.ts';
import type { Plan } from './plan.ts';
import type { PublishedEvent } from './published.ts';

/** One thing to be saved: a plan of changes, or events that others tell of. Several share a transaction. */
export interface Write {
  organizationId: string;
  actor: string;
  transactionId: string;
  /** The objects to save, if any. Each change of a type that emits becomes an event. */
  plan: Plan | null;
  /** Events that come without an object of ours. */
  published: readonly EventRecord[];
  /** Nothing is told to the outside. */
  silent: boolean;
  /** The span that its events are part of, where tracing is on. */
  traceparent?: string | undefined;
  /**
   * Runs first, in the transaction. False: somebody else has done this already, and nothing is saved or told. Those of a
   * batch run in the order of their keys, so that two batches which lock the same rows do not wait for each other.
   */
  first?: { key: string; run(tx: Queries): Promise<boolean> };
  /** Writes what is no object, in the transaction, and answers with the events that tell of it. */
  within?: (tx: Queries) => Promise<readonly PublishedEvent[]>;
}

/** What came of a write. */
export type Written =
  | { state: 'saved'; events: readonly EventRecord[] }
  /** What its plan rests on has changed; nothing of it was saved. */
  | { state: 'outdated'; reason: string }
  /** `first` said that it was done already. */
  | { state: 'done-already' };
