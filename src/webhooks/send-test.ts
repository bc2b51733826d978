import { permit } from '../access/principal.ts';
import { invalid, messageOf, notFound } from '../base/errors.ts';
import { isUuid } from '../base/ids.ts';
import type { JsonObject } from '../base/json.ts';
import { findUnstorable } from '../catalogue/storable.ts';
import type { Outcome } from '../pipeline/delivery/attempt.ts';
import type { Format, Payload, WireRequest } from '../pipeline/delivery/format.ts';
import { logEntryOf } from '../pipeline/delivery/log-entry.ts';
import { attemptWords } from '../pipeline/log/search/attempt-words.ts';
import type { AttemptDetails } from '../pipeline/log/views.ts';
import { attemptDetailsFrom } from '../pipeline/log/views-from-rows.ts';
import { attemptGet } from '../store/queries/attempts/attempts-by-ids.ts';
import { attemptsInsert } from '../store/queries/attempts/attempts-insert.ts';
import { webhookGet } from '../store/queries/webhooks/webhook-get.ts';
import type { EventRecord } from '../store/records/event.ts';
import type { Policy } from '../store/records/policy.ts';
import type { Webhook } from '../store/records/webhook.ts';
import { sampleEvent } from './sample-event.ts';
import type { WebhookContext, WebhookServices } from './services.ts';

/** What a test tells. */
export interface TestInput {
  id: string;
  /** An event type of the organization's dialect; the first that it tells of when it is not given. */
  type?: string | undefined;
  /** Fields of the object that it tells of; those that are not given are made up. */
  data?: JsonObject | undefined;
  /** The body, byte for byte, in place of the one that the format would make. */
  body?: string | undefined;
}

const maxBodyBytes = 256 * 1024;

/**
 * Sends one call that tells of nothing that has happened: through the same guard, format and deadline as a delivery, but
 * once, at once, and also to a webhook that is off. Answers with the attempt as it stands in the log, marked as a test.
 */
export async function sendTest(
  services: WebhookServices,
  { principal, organization }: WebhookContext,
  input: TestInput,
): Promise<AttemptDetails> {
  permit(principal, 'webhooks.write', organization.id);
  const { database, vault, clock, ids } = services;
  const reference = { organizationId: organization.id, id: input.id, now: clock.now() };
  const webhook = isUuid(input.id) ? await webhookGet(database, vault, reference) : null;
  if (webhook === null) throw notFound('The webhook');
  checkInput(input);
  const { catalogue, examples } = services.samplesOf(organization.dialect);
  const event = sampleEvent(services, catalogue, {
    organizationId: organization.id,
    actor: principal.actor,
    type: input.type,
    data: input.data,
    examples,
  });

  const startedAt = clock.now();
  const format = services.formatsOf(organization.dialect).find(({ name }) => name === webhook.format);
  const policy = webhook.policy ?? services.policyOfFormat(webhook.format);
  const { request, outcome } = await sendOnce(services, { format, policy, webhook, event, body: input.body });
  const id = ids.uuid();
  const entry = {
    organizationId: organization.id,
    id,
    kind: 'test' as const,
    deliveryId: null,
    eventId: null,
    webhookId: webhook.id,
    eventType: event.type,
    objectType: event.objectType,
    objectId: event.objectId,
    transactionId: event.transactionId,
    number: 1,
    startedAt,
    requestBody: request.body,
    ...logEntryOf(request, webhook, outcome),
  };
  const words = format?.searched ? attemptWords(entry, request.body) : null;
  await attemptsInsert(database, [{ ...entry, words }]);
  services.log.info(
    {
      organizationId: organization.id,
      webhookId: webhook.id,
      attemptId: id,
      eventType: event.type,
      status: outcome.answer?.status ?? null,
      reason: outcome.reason,
      ms: Math.round(outcome.timings.total),
    },
    'webhook.tested',
  );
  const logged = await attemptGet(database, organization.id, id);
  if (logged === null) throw notFound('The organization');
  return attemptDetailsFrom(logged);
}

function checkInput({ type, data, body }: TestInput): void {
  const problems = [
    ...findUnstorable(type ?? '').map(({ message }) => ({ field: 'type', message })),
    ...findUnstorable(data ?? {}),
    ...(Buffer.byteLength(body ?? '') > maxBodyBytes
      ? [{ field: 'body', message: `must have at most ${maxBodyBytes} bytes` }]
      : []),
  ];
  if (problems.length > 0) throw invalid('The test is not valid.', problems);
}

interface Single {
  format: Format | undefined;
  policy: Policy;
  webhook: Webhook;
  event: EventRecord;
  body: string | undefined;
}

async function sendOnce(
  services: WebhookServices,
  { format, policy, webhook, event, body }: Single,
): Promise<{ request: WireRequest; outcome: Outcome }> {
  try {
    if (format === undefined) throw new Error(`there is no format ${webhook.format}`);
    const payload = payloadOf(format, webhook, event, body);
    const request = format.request({ webhook, event, payload, now: services.clock.now() });
    return { request, outcome: await services.sender.send(request, policy, webhook.tls) };
  } catch (error) {
    const detail = `No request could be made: ${messageOf(error)}`;
    return {
      request: { method: '', url: webhook.url, headers: {}, body: null },
      outcome: { answer: null, timings: { total: 0 }, reason: 'request-invalid', detail },
    };
  }
}

function payloadOf(
  format: Format,
  webhook: Webhook,
  event: EventRecord,
  body: string | undefined,
): Payload | null {
  const variant = format.variantOf(webhook, event);
  if (variant === null) return null;
  const payload = format.render(variant, event);
  return body === undefined ? payload : { ...payload, body: Buffer.from(body, 'utf8') };
}
