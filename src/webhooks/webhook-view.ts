import type { JsonObject } from '../base/json.ts';
import type { WebhookRecord } from '../store/queries/webhooks/webhook-row.ts';
import type { Policy } from '../store/records/policy.ts';
import type { Limits } from '../store/records/webhook.ts';
import { type CertificateView, certificateViews } from './certificates.ts';

/** A webhook as people may see it: of secrets, only that they are set. */
export interface WebhookView {
  id: string;
  organizationId: string;
  name: string;
  url: string;
  format: string;
  settings: JsonObject;
  limits: Limits;
  /** Null: the policy of the format. */
  policy: Policy | null;
  userAgent: string | null;
  credentials: { type: 'basic' | 'bearer' } | null;
  /** The names of the static headers. */
  headerNames: string[];
  /** Whose certificates are set, and until when they are good. Null: nothing of its own. */
  tls: { ca: CertificateView[] | null; certificate: CertificateView | null } | null;
  /** Newest first. The newest one has no end. */
  signingSecrets: { validUntil: string | null }[];
  enabled: boolean;
  disabledReason: string | null;
  /** Since when every attempt has failed; null after a success. */
  failingSince: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** The name of who made it, and of who last changed it; null where that was not written down. */
  createdBy: string | null;
  updatedBy: string | null;
}

/** A webhook at one of the two moments when its newest secret can be read. */
export interface WebhookWithSecret extends WebhookView {
  secret: string;
}

/** Names what is shown, so that what is added to a webhook stays hidden until somebody shows it. */
export function viewOf(webhook: WebhookRecord): WebhookView {
  return {
    id: webhook.id,
    organizationId: webhook.organizationId,
    name: webhook.name,
    url: webhook.url,
    format: webhook.format,
    settings: webhook.settings,
    limits: webhook.limits,
    policy: webhook.policy,
    userAgent: webhook.userAgent,
    credentials: webhook.credentials === null ? null : { type: webhook.credentials.type },
    headerNames: Object.keys(webhook.headers),
    tls: tlsViewOf(webhook),
    signingSecrets: webhook.signingSecrets.map(({ validUntil }) => ({ validUntil })),
    enabled: webhook.enabled,
    disabledReason: webhook.disabledReason,
    failingSince: webhook.failingSince,
    version: webhook.version,
    createdAt: webhook.createdAt,
    updatedAt: webhook.updatedAt,
    createdBy: webhook.createdBy,
    updatedBy: webhook.updatedBy,
  };
}

function tlsViewOf({ tls }: WebhookRecord): WebhookView['tls'] {
  if (tls === null) return null;
  return {
    ca: tls.ca === null ? null : certificateViews(tls.ca),
    // Those after the first one only lead up to its authority.
    certificate: tls.certificate === null ? null : (certificateViews(tls.certificate)[0] ?? null),
  };
}
