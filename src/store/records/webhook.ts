import type { JsonObject } from '../../base/json.ts';
import type { Policy } from './policy.ts';

/** A registered receiver, with its secrets opened: never to be logged or answered as it is. */
export interface Webhook {
  organizationId: string;
  id: string;
  name: string;
  /** Where deliveries go; for some formats the root that each path is added to. */
  url: string;
  /** The name of a format. */
  format: string;
  /** What that format lets one choose, filled with its defaults. */
  settings: JsonObject;
  limits: Limits;
  /** Null: the policy of the format. */
  policy: Policy | null;
  userAgent: string | null;
  /** How Bellwire signs in to the receiver. */
  credentials: ReceiverCredentials | null;
  /** Static headers, sent with every request. */
  headers: Record<string, string>;
  /** What it changes about TLS; null for the usual authorities and no client certificate. */
  tls: WebhookTls | null;
  /** Signing secrets (`whsec_…`), newest first. */
  secrets: readonly string[];
  enabled: boolean;
  disabledReason: string | null;
  /** Since when every attempt has failed; null after a success. */
  failingSince: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** How Bellwire signs in to a receiver. */
export type ReceiverCredentials =
  | { type: 'basic'; username: string; password: string }
  | { type: 'bearer'; token: string };

/** How fast, and in which order, a webhook is sent to. */
export interface Limits {
  /** How many requests at the same time. */
  concurrency: number;
  /** Requests a second on the average; null: as fast as it goes. Each node counts for itself. */
  ratePerSecond: number | null;
  /** How many requests may go out at once after a pause, where there is a rate. */
  burst: number;
  /**
   * `object`: the deliveries of one object go out strictly one after the other, in the order of its changes, each
   * only when the one before has succeeded or is given up. `none`: side by side.
   */
  ordering: 'none' | 'object';
}

/** What a new webhook gets. */
export const defaultLimits: Limits = { concurrency: 16, ratePerSecond: null, burst: 1, ordering: 'none' };

/** The TLS of one webhook, in PEM. */
export interface WebhookTls {
  /** The authorities that may vouch for the receiver, in place of the usual ones. */
  ca: string | null;
  /** The client certificate, with the ones between it and its authority. */
  certificate: string | null;
  /** Its private key. */
  key: string | null;
}
