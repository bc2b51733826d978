import type { JsonObject } from '../../../base/json.ts';
import { sealContext, type Vault } from '../../vault.ts';
import type { SigningSecret } from '../webhooks/webhook-row.ts';

/** The webhooks of one format in an organization, where they share a switch and a secret. */
export interface WebhookSet {
  organizationId: string;
  id: string;
  format: string;
  enabled: boolean;
  /** Newest first, those that are over left out. */
  signingSecrets: SigningSecret[];
  settings: JsonObject;
  createdAt: Date;
  updatedAt: Date;
}

/** A row of the table, still sealed. */
export interface WebhookSetRow {
  organization_id: string;
  id: string;
  format: string;
  enabled: boolean;
  sealed_secrets: Buffer;
  settings: JsonObject;
  created_at: Date;
  updated_at: Date;
}

/** What the statements select. */
export const webhookSetColumns =
  'organization_id, id, format, enabled, sealed_secrets, settings, created_at, updated_at';

/** The set of a row, with the secrets that still sign at `now`. */
export function webhookSetFrom(row: WebhookSetRow, vault: Vault, now: Date): WebhookSet {
  const opened = vault.open(row.sealed_secrets, secretsContext(row.organization_id, row.id));
  const secrets = JSON.parse(opened) as SigningSecret[];
  return {
    organizationId: row.organization_id,
    id: row.id,
    format: row.format,
    enabled: row.enabled,
    signingSecrets: secrets.filter(({ validUntil }) => validUntil === null || new Date(validUntil) > now),
    settings: row.settings,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** The sealed column of a set. */
export function sealedSecrets(set: WebhookSet, vault: Vault): Buffer {
  return vault.seal(JSON.stringify(set.signingSecrets), secretsContext(set.organizationId, set.id));
}

const secretsContext = sealContext.bind(null, 'webhook_sets.sealed_secrets');
