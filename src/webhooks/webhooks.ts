import type { AttemptDetails } from '../pipeline/log/views.ts';
import { createWebhook } from './create.ts';
import { getWebhook } from './get.ts';
import { listWebhooks } from './list.ts';
import { previewWebhookRemoval, type WebhookRemoval } from './preview-removal.ts';
import { removeWebhook } from './remove.ts';
import { rotateSecret } from './rotate-secret.ts';
import { sendTest, type TestInput } from './send-test.ts';
import type { WebhookCheck, WebhookContext, WebhookServices } from './services.ts';
import { getSet } from './set/get-set.ts';
import { removeSet } from './set/remove-set.ts';
import { revealSetSecret } from './set/reveal-set-secret.ts';
import { saveSet, type WebhookSetChange } from './set/save-set.ts';
import type { WebhookSetView } from './set/set-view.ts';
import { updateWebhook } from './update.ts';
import type { NewWebhook, WebhookChange } from './webhook-input.ts';
import type { WebhookView, WebhookWithSecret } from './webhook-view.ts';

/** The verbs on webhooks. */
export interface Webhooks {
  create(context: WebhookContext, input: NewWebhook, more?: WebhookCheck): Promise<WebhookWithSecret>;
  list(context: WebhookContext): Promise<WebhookView[]>;
  get(context: WebhookContext, id: string): Promise<WebhookView>;
  update(
    context: WebhookContext,
    target: { id: string; version?: number | undefined },
    change: WebhookChange,
    more?: WebhookCheck,
  ): Promise<WebhookView>;
  remove(
    context: WebhookContext,
    id: string,
    more?: WebhookCheck & { version?: number | undefined },
  ): Promise<void>;
  /** What the removal of a webhook would break. Does nothing. */
  previewRemoval(context: WebhookContext, id: string): Promise<WebhookRemoval>;
  rotateSecret(
    context: WebhookContext,
    input: { id: string; overlapSeconds?: number | undefined },
  ): Promise<WebhookWithSecret>;
  /** What all webhooks share, in dialects that keep them together; null where there is no such thing (yet). */
  getSet(context: WebhookContext): Promise<WebhookSetView | null>;
  saveSet(context: WebhookContext, change: WebhookSetChange): Promise<WebhookSetView>;
  removeSet(context: WebhookContext, id: string): Promise<void>;
  /** What the receivers of a set compare; `[hidden]` for those who may only look. */
  revealSetSecret(context: WebhookContext): Promise<string>;
  /** One call that tells of nothing that has happened; see `send-test.ts`. */
  sendTest(context: WebhookContext, input: TestInput): Promise<AttemptDetails>;
}

export function createWebhooks(services: WebhookServices): Webhooks {
  return {
    create: (context, input, more) => createWebhook(services, context, input, more),
    list: (context) => listWebhooks(services, context),
    get: (context, id) => getWebhook(services, context, id),
    update: (context, target, change, more) => updateWebhook(services, context, target, change, more),
    remove: (context, id, more) => removeWebhook(services, context, id, more),
    previewRemoval: (context, id) => previewWebhookRemoval(services, context, id),
    rotateSecret: (context, input) => rotateSecret(services, context, input),
    getSet: (context) => getSet(services, context),
    saveSet: (context, change) => saveSet(services, context, change),
    removeSet: (context, id) => removeSet(services, context, id),
    revealSetSecret: (context) => revealSetSecret(services, context),
    sendTest: (context, input) => sendTest(services, context, input),
  };
}
