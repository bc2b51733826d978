/** What came of one run. */
export interface RunFigures {
  /** Events that were handed in. */
  sent: number;
  /** Different ids that the receiver counted. */
  arrived: number;
  /** Deliveries that the log has as done, with their attempts; null for what keeps no log. */
  logged: number | null;
  /** From the first event to the end. */
  seconds: number;
  /** What the run was made for. Which of these there are depends on the run. */
  measures: Measures;
}

/** Measures of runs, by name; the unit is in the name. */
export interface Measures {
  perSecond?: number;
  /** The most memory of the process that sends: resident set. */
  peakMb?: number;
  p50Ms?: number;
  p99Ms?: number;
  /** Requests with an id that had come before. */
  repeats?: number;
  /** From the kill until the first delivery of the dead node arrived, and until the last one. */
  firstAfterSeconds?: number;
  allAfterSeconds?: number;
}

export type Measure = keyof Measures;
