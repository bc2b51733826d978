import { permit } from '../access/principal.ts';
import { BellwireError, notFound } from '../base/errors.ts';
import { audit, nameOfDoer } from '../store/audit.ts';
import { webhookCountLocked } from '../store/queries/webhooks/webhook-count-locked.ts';
import { webhookInsert } from '../store/queries/webhooks/webhook-insert.ts';
import type { WebhookRecord } from '../store/queries/webhooks/webhook-row.ts';
import { defaultLimits } from '../store/records/webhook.ts';
import { detailsOf, targetOf } from './audit-acts.ts';
import { checkedChange } from './check-webhook.ts';
import type { WebhookCheck, WebhookContext, WebhookServices } from './services.ts';
import { admitToSet } from './set/admit.ts';
import type { NewWebhook } from './webhook-input.ts';
import { viewOf, type WebhookWithSecret } from './webhook-view.ts';

/** All of them are read for every change that is saved. */
const maxWebhooks = 100;

/** Registers a receiver. The answer is where its signing secret can be read. */
export async function createWebhook(
  services: WebhookServices,
  { principal, organization }: WebhookContext,
  input: NewWebhook,
  { check }: WebhookCheck = {},
): Promise<WebhookWithSecret> {
  permit(principal, 'webhooks.write', organization.id);

  const { database, vault, clock, ids } = services;
  const secret = services.createSecret();
  const now = clock.now();
  const blank: WebhookRecord = {
    organizationId: organization.id,
    id: ids.uuid(),
    name: '',
    url: '',
    format: services.formatsOf(organization.dialect)[0]?.name ?? '',
    settings: {},
    limits: defaultLimits,
    policy: null,
    userAgent: null,
    credentials: null,
    headers: {},
    tls: null,
    secrets: [secret],
    signingSecrets: [{ secret, validUntil: null }],
    enabled: true,
    disabledReason: null,
    failingSince: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
    createdBy: nameOfDoer(principal),
    updatedBy: nameOfDoer(principal),
  };
  const wanted = await checkedChange(services, organization.dialect, blank, input);

  const { dialect } = organization;
  const webhook = await database.transaction(async (tx) => {
    const admitted = await admitToSet(services, tx, { dialect, before: null, webhook: wanted });
    const count = await webhookCountLocked(tx, organization.id);
    if (count === null) throw notFound('The organization');
    if (count >= maxWebhooks) {
      throw new BellwireError('conflict', `An organization can have ${maxWebhooks} webhooks; this one has.`);
    }
    await webhookInsert(tx, vault, admitted);
    await check?.(tx, admitted.id);
    const act = {
      action: 'webhook.created',
      target: targetOf(admitted),
      details: detailsOf(admitted),
    } as const;
    await audit(tx, services, principal, [{ organizationId: organization.id, ...act }]);
    return admitted;
  });
  return { ...viewOf(webhook), secret: webhook.secrets[0] ?? secret };
}
