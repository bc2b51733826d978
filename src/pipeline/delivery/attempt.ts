import type { Reason } from './reasons.ts';

/** What a receiver answered. Header names in lower case. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[]>;
  /** The first bytes, up to the cap; decoded by nobody. */
  body: Buffer;
  /** How many bytes arrived before reading stopped. Greater than `body.length` where the answer was cut. */
  bodySize: number;
}

/** Milliseconds that each phase took, those that happened: a kept-alive connection has no dns, connect and tls. */
export interface Timings {
  dns?: number;
  connect?: number;
  tls?: number;
  /** From the request's last byte to the answer's first. */
  wait?: number;
  body?: number;
  total: number;
}

/** What came of one HTTP try. `reason` is null when a 2xx came back. */
export interface Outcome {
  answer: Answer | null;
  timings: Timings;
  reason: Reason | null;
  /** The reason in words, for this try: "The receiver answered 503 Service Unavailable." */
  detail: string | null;
}
