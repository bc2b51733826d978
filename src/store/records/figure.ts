/** What was counted in a span of time. */
export interface Figure {
  /** Events. */
  accepted: number;
  /** Attempts that reached their receiver: deliveries that were made. */
  delivered: number;
  /** Attempts that failed and are followed by another. */
  retried: number;
  /** Deliveries that failed for good. */
  failed: number;
  /** How many answers took how long, by the steps of `answerTimes`. */
  answered: readonly number[];
}
