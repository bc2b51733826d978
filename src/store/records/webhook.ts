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
  /** Null: the policy of the organization's dialect. */
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
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** How Bellwire signs in to a receiver. */
export type ReceiverCredentials =
  | { type: 'basic'; username: string; password: string }
  | { type: 'bearer'; token: string };

/** The TLS of one webhook, in PEM. */
export interface WebhookTls {
  /** The authorities that may vouch for the receiver, in place of the usual ones. */
  ca: string | null;
  /** The client certificate, with the ones between it and its authority. */
  certificate: string | null;
  /** Its private key. */
  key: string | null;
}
