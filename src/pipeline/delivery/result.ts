import type { AttemptRow } from '../../store/queries/attempts/attempts-insert.ts';
import type { Settled } from '../../store/queries/deliveries/deliveries-settle.ts';

/** What came of one delivery: the attempt for the log, if one was made, and the delivery's new state. */
export interface Result {
  /** The node that held the delivery when it was sent. */
  nodeId: string;
  attempt: AttemptRow | null;
  settled: Settled;
}
