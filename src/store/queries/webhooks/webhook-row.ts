import type { JsonObject } from '../../../base/json.ts';
import type { Policy } from '../../records/policy.ts';
import {
  defaultLimits,
  type Limits,
  type ReceiverCredentials,
  type Webhook,
  type WebhookTls,
} from '../../records/webhook.ts';
import { sealContext, type Vault } from '../../vault.ts';

/** A signing secret as it is kept. */
export interface SigningSecret {
  secret: string;
  /** When it stops signing (ISO 8601); null for the newest one. */
  validUntil: string | null;
}

/** A webhook with what only its own verbs need to know. */
export interface WebhookRecord extends Webhook {
  /** Newest first, those that are over left out. `secrets` has the same ones. */
  signingSecrets: SigningSecret[];
  /** The name of who made it; null where that was not written down. */
  createdBy: string | null;
  /** The name of who last changed it. */
  updatedBy: string | null;
}

/** A row of the table, still sealed. */
export interface WebhookRow {
  organization_id: string;
  id: string;
  name: string;
  url: string;
  format: string;
  settings: JsonObject;
  limits: Partial<Limits>;
  policy: Policy | null;
  user_agent: string | null;
  sealed_access: Buffer | null;
  sealed_secrets: Buffer;
  enabled: boolean;
  disabled_reason: string | null;
  failing_since: Date | null;
  version: number;
  created_at: Date;
  updated_at: Date;
  created_by: string | null;
  updated_by: string | null;
}

/** What the statements select. */
export const webhookColumns = `
  organization_id, id, name, url, format, settings, limits, policy, user_agent, sealed_access, sealed_secrets,
  enabled, disabled_reason, failing_since, version, created_at, updated_at,
  created_by, updated_by`;

/** The webhook of a row, with the secrets that still sign at `now`. */
export function webhookFrom(row: WebhookRow, vault: Vault, now: Date): WebhookRecord {
  const access = openAccess(row, vault);
  const signingSecrets = openSecrets(row, vault).filter(
    ({ validUntil }) => validUntil === null || new Date(validUntil) > now,
  );
  return {
    organizationId: row.organization_id,
    id: row.id,
    name: row.name,
    url: row.url,
    format: row.format,
    settings: row.settings,
    limits: { ...defaultLimits, ...row.limits },
    policy: row.policy,
    userAgent: row.user_agent,
    credentials: access.credentials,
    headers: access.headers,
    // Left out of what was sealed before there was such a thing.
    tls: access.tls ?? null,
    secrets: signingSecrets.map(({ secret }) => secret),
    signingSecrets,
    enabled: row.enabled,
    disabledReason: row.disabled_reason,
    failingSince: row.failing_since,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    createdBy: row.created_by,
    updatedBy: row.updated_by,
  };
}

/** The two sealed columns of a webhook. */
export function sealedColumns(
  webhook: WebhookRecord,
  vault: Vault,
): { access: Buffer | null; secrets: Buffer } {
  const { organizationId, id, credentials, headers, tls } = webhook;
  const bare = credentials === null && Object.keys(headers).length === 0 && tls === null;
  return {
    access: bare
      ? null
      : vault.seal(JSON.stringify({ credentials, headers, tls }), accessContext(organizationId, id)),
    secrets: vault.seal(JSON.stringify(webhook.signingSecrets), secretsContext(organizationId, id)),
  };
}

interface ReceiverAccess {
  credentials: ReceiverCredentials | null;
  headers: Record<string, string>;
  tls?: WebhookTls | null;
}

function openAccess(row: WebhookRow, vault: Vault): ReceiverAccess {
  if (row.sealed_access === null) return { credentials: null, headers: {} };
  const context = accessContext(row.organization_id, row.id);
  return JSON.parse(vault.open(row.sealed_access, context)) as ReceiverAccess;
}

function openSecrets(row: WebhookRow, vault: Vault): SigningSecret[] {
  const context = secretsContext(row.organization_id, row.id);
  return JSON.parse(vault.open(row.sealed_secrets, context)) as SigningSecret[];
}

// The column is part of the context too: static headers must not pass for signing secrets.
const accessContext = sealContext.bind(null, 'webhooks.sealed_access');
const secretsContext = sealContext.bind(null, 'webhooks.sealed_secrets');
