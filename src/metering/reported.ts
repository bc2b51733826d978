/** Who made a transaction, by a name that the dialect knows. */
export interface Caller {
  type: 'app' | 'developer' | 'apiKey';
  value: string;
}

/** A transaction as it was reported, its shape checked and nothing else. */
export interface Reported {
  id: string;
  caller: Caller;
  /** Null: every plan of its owner counts it. */
  product: string | null;
  /** Null: now. */
  occurredAt: Date | null;
  /** How many calls it stands for. */
  count: number;
  /** Custom attributes by number, 1 to 10. */
  attributes: Readonly<Record<string, string | number>> | null;
  /** What is not successful, or of a type that is none of use, is kept and counts for nothing. */
  outcome: 'successful' | 'unsuccessful' | 'no-usage';
  /** What the API answered, where the product says which answers are successes. */
  providerStatus: string | null;
}

/** What came of a report. */
export interface UsageAnswer {
  /** Kept for the first time. */
  accepted: number;
  /** Reported before, or twice in the same report. They count once. */
  duplicates: number;
  /** What nobody could be found for, where that was allowed: its place in the report, and why. */
  leftOut: readonly { index: number; reason: string }[];
}
