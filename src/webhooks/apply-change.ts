import type { WebhookRecord } from '../store/queries/webhooks/webhook-row.ts';
import type { Policy } from '../store/records/policy.ts';
import { defaultLimits, type Limits, type WebhookTls } from '../store/records/webhook.ts';
import { mergePatch } from './merge-patch.ts';
import type { WebhookChange } from './webhook-input.ts';

/** The webhook with the change made to it, not yet checked. Settings lack the defaults of their format. */
export function applyChange(
  before: WebhookRecord,
  change: WebhookChange,
  policyOfFormat: (format: string) => Policy,
): WebhookRecord {
  const format = change.format ?? before.format;
  const enabled = change.enabled ?? before.enabled;
  return {
    ...before,
    name: change.name ?? before.name,
    url: change.url ?? before.url,
    format,
    settings: mergeSettings(before, change),
    limits: mergeLimits(before.limits, change.limits),
    policy: mergePolicy(before.policy, change.policy, policyOfFormat(format)),
    userAgent: change.userAgent === undefined ? before.userAgent : change.userAgent,
    credentials: change.credentials === undefined ? before.credentials : change.credentials,
    headers: mergeHeaders(before.headers, change.headers),
    tls: mergeTls(before.tls, change.tls),
    enabled,
    // A reason of Bellwire's own stands until somebody decides: either way it is then theirs.
    disabledReason: change.enabled === undefined ? before.disabledReason : null,
  };
}

function mergeSettings(before: WebhookRecord, change: WebhookChange): WebhookRecord['settings'] {
  if (change.settings === null) return {};
  // What was chosen for one format means nothing in another.
  const kept = change.format === undefined || change.format === before.format ? before.settings : {};
  return change.settings === undefined ? kept : mergePatch(kept, change.settings);
}

function mergeLimits(before: Limits, change: WebhookChange['limits']): Limits {
  if (change === undefined) return before;
  const chosen = Object.entries(change ?? defaultLimits).map(([name, value]) => [
    name,
    value ?? defaultLimits[name as keyof Limits],
  ]);
  return { ...before, ...Object.fromEntries(chosen) };
}

function mergePolicy(
  before: Policy | null,
  change: WebhookChange['policy'],
  formatPolicy: Policy,
): Policy | null {
  if (change === undefined) return before;
  if (change === null) return null;
  const chosen = Object.entries(change).map(([name, value]) => [
    name,
    value ?? formatPolicy[name as keyof Policy],
  ]);
  const { answerTimeoutMs, ...merged }: Policy = {
    ...(before ?? formatPolicy),
    ...Object.fromEntries(chosen),
  };
  return answerTimeoutMs === undefined ? merged : { ...merged, answerTimeoutMs };
}

function mergeHeaders(
  before: Record<string, string>,
  change: WebhookChange['headers'],
): Record<string, string> {
  if (change === undefined) return before;
  if (change === null) return {};
  const merged = new Map(Object.entries(before));
  for (const [name, value] of Object.entries(change)) {
    // Kept in lower case, as they are sent: `X-Key` changes `x-key`.
    if (value === null) merged.delete(name.toLowerCase());
    else merged.set(name.toLowerCase(), value);
  }
  return Object.fromEntries(merged);
}

function mergeTls(before: WebhookTls | null, change: WebhookChange['tls']): WebhookTls | null {
  if (change === undefined) return before;
  if (change === null) return null;
  const merged = { ca: null, certificate: null, key: null, ...before, ...change };
  return Object.values(merged).every((part) => part === null) ? null : merged;
}
