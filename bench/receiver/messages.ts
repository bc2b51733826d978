/** How many requests came to one port of the receiver. */
export interface Counts {
  /** Different ids. */
  unique: number;
  /** Requests, repeats included. */
  requests: number;
  /** Requests without an id that can be read. */
  unreadable: number;
  /** The machine's monotonic clock in milliseconds, at the last id that was new. */
  lastMs: number;
}

/** Answers 200, or takes the request and never answers. */
export type Behaviour = 'answer' | 'hang';

/** What the receiver is asked, over the channel to the process that started it. */
export type Question =
  | { ask: 'open'; behaviour: Behaviour }
  | { ask: 'behave'; port: number; behaviour: Behaviour }
  | { ask: 'counts'; port: number }
  | { ask: 'arrivals'; port: number }
  | { ask: 'reset'; port: number };

/** What it answers. */
export interface Answers {
  /** The port. */
  open: number;
  behave: null;
  counts: Counts;
  /** Each id with its time of arrival, on the machine's monotonic clock in milliseconds. */
  arrivals: { id: string; atMs: number }[];
  reset: null;
}

/** Every few milliseconds, while something new comes: how many different ids each port has. */
export interface Progress {
  progress: { port: number; unique: number }[];
}
