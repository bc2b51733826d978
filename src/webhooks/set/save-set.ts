import { permit } from '../../access/principal.ts';
import { differencesBetween } from '../../base/differences.ts';
import { BellwireError, invalid, notFound, type Problem } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import { headerValueProblems } from '../../formats/receiver-headers.ts';
import { type Act, audit, nameOfDoer } from '../../store/audit.ts';
import type { Transaction } from '../../store/database.ts';
import { pastDeadlocks } from '../../store/past-deadlocks.ts';
import type { WebhookSet } from '../../store/queries/webhook-sets/webhook-set-row.ts';
import { webhookSetUpdate } from '../../store/queries/webhook-sets/webhook-set-write.ts';
import { webhookDeliveriesHold } from '../../store/queries/webhooks/webhook-deliveries-hold.ts';
import { webhookDeliveriesRelease } from '../../store/queries/webhooks/webhook-deliveries-release.ts';
import type { WebhookRecord } from '../../store/queries/webhooks/webhook-row.ts';
import { webhookUpdate } from '../../store/queries/webhooks/webhook-update.ts';
import { webhooksList } from '../../store/queries/webhooks/webhooks-list.ts';
import { maxOverlapSeconds, withNewSecret } from '../rotate-secret.ts';
import type { WebhookContext, WebhookServices } from '../services.ts';
import { copiedFrom } from './admit.ts';
import { lockSet } from './lock-set.ts';
import { setIsOff } from './rule.ts';
import { setViewOf, type WebhookSetView } from './set-view.ts';

/** What can be said about a set. What is not given stays. */
export interface WebhookSetChange {
  enabled?: boolean;
  /** Make a new secret. */
  newSecret?: boolean;
  /** Take this one. */
  secret?: string;
  /** How long the secrets that there are go on signing beside a new one. Not at all when not given. */
  overlapSeconds?: number;
  /** Makes other settings of those that there are. */
  settings?(before: JsonObject): JsonObject;
}

const minSecretLength = 16;
const maxSecretLength = 255;
const maxTries = 3;

/**
 * Changes a set and, in the same transaction, all webhooks in it: when it is switched off, those that are on go off, and what
 * they wait for is held; when it is switched on, they come back, and so do those that Bellwire had switched off. One that a
 * person has switched off by itself stays off.
 */
export async function saveSet(
  services: WebhookServices,
  context: WebhookContext,
  change: WebhookSetChange,
): Promise<WebhookSetView> {
  const { principal, organization } = context;
  permit(principal, 'webhooks.write', organization.id);
  const rule = services.setRuleOf?.(organization.dialect);
  if (rule === undefined) throw notFound('The set');
  const problems = checkChange(change);
  if (problems.length > 0) throw invalid('The configuration is not valid.', problems);
  for (let tries = 1; tries <= maxTries; tries += 1) {
    const saved = await pastDeadlocks(services.database, async (tx) => {
      const before = await lockSet(services, tx, { organizationId: organization.id, format: rule.format });
      const set = changed(services, before, change);
      await webhookSetUpdate(tx, services.vault, set);
      if (!(await spread(services, tx, context, set))) return null;
      await audit(tx, services, principal, actsOf(before, set));
      return set;
    });
    if (saved !== null) return setViewOf(saved);
  }
  throw new BellwireError('conflict', 'The URLs are being changed by others; try again.');
}

function changed({ clock, createSecret }: WebhookServices, before: WebhookSet, change: WebhookSetChange) {
  const secret = change.secret ?? (change.newSecret === true ? createSecret() : null);
  const overlapSeconds = change.overlapSeconds ?? 0;
  const set: WebhookSet = {
    ...before,
    enabled: change.enabled ?? before.enabled,
    signingSecrets:
      secret === null || secret === before.signingSecrets[0]?.secret
        ? before.signingSecrets
        : withNewSecret(before.signingSecrets, { secret, overlapSeconds, nowMs: clock.nowMs() }),
    settings: change.settings?.(before.settings) ?? before.settings,
    updatedAt: clock.now(),
  };
  return set;
}

/** One entry for the set, and none for each webhook in it: it was one act. */
function actsOf(before: WebhookSet, after: WebhookSet): Act[] {
  const of = { organizationId: after.organizationId, target: { id: after.id } };
  const acts: Act[] = [];
  if (before.enabled !== after.enabled) {
    acts.push({ ...of, action: after.enabled ? 'webhook-set.enabled' : 'webhook-set.disabled' });
  }
  if (before.signingSecrets !== after.signingSecrets) {
    const overlaps = after.signingSecrets.length > 1;
    acts.push({ ...of, action: 'webhook-set.secret-rotated', details: { overlaps } });
  }
  const changes = differencesBetween(before.settings, after.settings);
  if (Object.keys(changes).length > 0) {
    acts.push({ ...of, action: 'webhook-set.updated', details: { changes } });
  }
  return acts;
}

/** False where one of the webhooks has moved on meanwhile, as when an answer switched it off. */
async function spread(
  { vault, clock }: WebhookServices,
  tx: Transaction,
  { principal }: WebhookContext,
  set: WebhookSet,
): Promise<boolean> {
  const { organizationId } = set;
  const now = clock.now();
  const all = await webhooksList(tx, vault, { organizationId, now });
  for (const before of all.filter(({ format }) => format === set.format)) {
    const after: WebhookRecord = {
      ...switched(copiedFrom(set, before), set.enabled),
      version: before.version + 1,
      updatedAt: now,
      updatedBy: nameOfDoer(principal),
    };
    if (!(await webhookUpdate(tx, vault, after))) return false;
    const reference = { organizationId, id: before.id };
    if (before.enabled && !after.enabled) await webhookDeliveriesHold(tx, reference);
    if (!before.enabled && after.enabled) await webhookDeliveriesRelease(tx, { ...reference, now });
  }
  return true;
}

function switched(webhook: WebhookRecord, on: boolean): WebhookRecord {
  if (!on) return webhook.enabled ? { ...webhook, enabled: false, disabledReason: setIsOff } : webhook;
  // Without a reason, somebody has switched this one off.
  const back = !webhook.enabled && webhook.disabledReason !== null;
  return back ? { ...webhook, enabled: true, disabledReason: null } : webhook;
}

function checkChange({ secret, overlapSeconds }: WebhookSetChange): Problem[] {
  const problems: Problem[] = [];
  if (secret !== undefined) {
    if (secret.length < minSecretLength || secret.length > maxSecretLength) {
      const message = `must have ${minSecretLength} to ${maxSecretLength} characters`;
      problems.push({ field: 'secret', message });
    }
    problems.push(...headerValueProblems('secret', secret));
    if (secret.trim() !== secret)
      problems.push({ field: 'secret', message: 'must not begin or end with a space' });
  }
  if (overlapSeconds !== undefined && !(overlapSeconds >= 0 && overlapSeconds <= maxOverlapSeconds)) {
    problems.push({ field: 'overlapSeconds', message: `must be from 0 to ${maxOverlapSeconds}` });
  }
  return problems;
}
