import { messageOf } from '../../base/errors.ts';
import type { Ids } from '../../base/ids.ts';
import type { JsonObject } from '../../base/json.ts';
import type { AttemptRow } from '../../store/queries/attempts/attempts-insert.ts';
import type { Settled } from '../../store/queries/deliveries/deliveries-settle.ts';
import type { EventRecord } from '../../store/records/event.ts';
import type { Policy } from '../../store/records/policy.ts';
import type { Webhook } from '../../store/records/webhook.ts';
import type { OwedDelivery } from '../handover.ts';
import { attemptWords } from '../log/search/attempt-words.ts';
import type { Outcome } from './attempt.ts';
import { decide } from './decide.ts';
import type { Format, WireRequest } from './format.ts';
import { healthChange } from './health.ts';
import type { Sender } from './http/sender.ts';
import { type LogEntry, logEntryOf } from './log-entry.ts';
import { type HealthServices, noteHealth } from './note-health.ts';
import type { Reason } from './reasons.ts';
import type { Result } from './result.ts';
import type { Results } from './results.ts';
import type { TraceAttempt } from './traced-send.ts';

/** What one attempt works with. */
export interface AttemptServices extends HealthServices {
  ids: Ids;
  formats: ReadonlyMap<string, Format>;
  sender: Sender;
  results: Results;
  /** Where tracing is on. */
  traceAttempt?: TraceAttempt | null;
  /** From 0 to 1, for the jitter of the retry schedule. */
  random(): number;
  policyOf(webhook: Webhook): Policy;
  /** Takes what an answer changes in the object. Answers with why it was not taken, or null. */
  applyReturned(input: { event: EventRecord; webhook: Webhook; fields: JsonObject }): Promise<string | null>;
}

/** What came of sending a delivery. */
export interface Sent {
  /** Null when no attempt was made. */
  outcome: Outcome | null;
  /** When it is tried again. */
  retriedAt?: Date | null;
  /**
   * Settles when the result is in the database: until then the delivery is still owed. Rejects when none will be, and
   * the delivery has to be let go of.
   */
  written: Promise<void>;
}

/**
 * Makes one attempt of a delivery this node holds. Answers when the receiver has; the result is written in a batch
 * with others meanwhile, so that a receiver's next request does not wait for the database.
 */
export async function attemptDelivery(
  services: AttemptServices,
  delivery: OwedDelivery,
  nodeId: string,
): Promise<Sent> {
  const { clock, results, log } = services;
  const { webhook, event } = delivery;
  const unsent = (settled: Settled) => ({
    outcome: null,
    written: results.write({ nodeId, attempt: null, settled }),
  });
  if (!webhook.enabled) return unsent(heldBack(delivery, webhook));
  const format = services.formats.get(webhook.format);
  if (format === undefined) {
    return unsent(unattempted(delivery, 'failed', 'format-unknown', clock.now()));
  }

  const policy = services.policyOf(webhook);
  const startedAt = clock.now();
  const { request, outcome } = await sendOne(services, format, delivery, policy);
  const decision = decide({
    policy,
    roundAttempts: delivery.roundAttempts + 1,
    outcome,
    nowMs: clock.nowMs(),
    random: services.random(),
  });
  // Each "await" is left out where there is nothing to wait for: nearly always, and thousands of times a second.
  if (outcome.reason === null && format.returnedData !== undefined) {
    outcome.detail = await takeReturned(services, format, delivery, outcome);
  }
  const health = healthChange(services.failing.sinceOf(webhook), outcome, clock.nowMs());
  if (decision.switchOff || health !== 'none') {
    await noteHealth(services, webhook, decision.switchOff ? 'gone' : health);
  }

  const attempt = attemptOf(services.ids.uuid(), delivery, startedAt, logEntryOf(request, webhook, outcome));
  if (format.searched === true) attempt.words = attemptWords(attempt, request.body);
  const retried = decision.state === 'retrying';
  const retriedAt = retried ? new Date(decision.dueAtMs) : null;
  const result: Result = {
    nodeId,
    attempt,
    settled: {
      organizationId: event.organizationId,
      id: delivery.id,
      webhookId: webhook.id,
      state: decision.state,
      attemptsBefore: delivery.attempts,
      attemptsMade: 1,
      dueAt: retriedAt,
      lastAttemptAt: startedAt,
      lastStatus: outcome.answer?.status ?? null,
      lastReason: outcome.reason,
      finishedAt: retried ? null : clock.now(),
    },
  };
  // The next one of the same object waits for it.
  const written = results.write(result, delivery.ordered);
  const facts = {
    organizationId: event.organizationId,
    eventId: event.id,
    eventType: event.type,
    deliveryId: delivery.id,
    webhookId: webhook.id,
    attempt: attempt.number,
    status: attempt.responseStatus,
    reason: outcome.reason,
    ms: Math.round(outcome.timings.total),
    state: decision.state,
  };
  log.info(facts, 'delivery.attempted');
  return { outcome, retriedAt, written };
}

async function sendOne(
  services: AttemptServices,
  format: Format,
  delivery: OwedDelivery,
  policy: Policy,
): Promise<{ request: WireRequest; outcome: Outcome }> {
  const { webhook, event, payload } = delivery;
  let request: WireRequest;
  try {
    request = format.request({ webhook, event, payload, now: services.clock.now() });
  } catch (error) {
    const detail = `No request could be made: ${messageOf(error)}`;
    return {
      request: { method: '', url: webhook.url, headers: {}, body: null },
      outcome: { answer: null, timings: { total: 0 }, reason: 'request-invalid', detail },
    };
  }
  if (!services.traceAttempt) {
    return { request, outcome: await services.sender.send(request, policy, webhook.tls) };
  }
  const send = (traced: WireRequest) => services.sender.send(traced, policy, webhook.tls);
  return services.traceAttempt({ delivery, request, send });
}

/** Before the result is written: if the process dies in between, the delivery is sent and answered again. */
async function takeReturned(
  services: AttemptServices,
  format: Format,
  { webhook, event }: OwedDelivery,
  outcome: Outcome,
): Promise<string | null> {
  if (format.returnedData === undefined || outcome.answer === null) return null;
  try {
    const fields = format.returnedData(webhook, event, outcome.answer);
    if (fields === null) return null;
    const refused = await services.applyReturned({ event, webhook, fields });
    return refused === null ? null : `The returned data was not taken: ${refused}`;
  } catch (error) {
    services.log.error({ eventId: event.id, reason: messageOf(error) }, 'returned data could not be taken');
    return 'The returned data could not be taken; the log of the service says why.';
  }
}

/** Written out and not spread: a copy of so many properties, of objects that differ, takes the slow way every time. */
function attemptOf(
  id: string,
  { id: deliveryId, event, webhook, attempts }: OwedDelivery,
  startedAt: Date,
  entry: LogEntry,
): AttemptRow {
  return {
    organizationId: event.organizationId,
    id,
    kind: 'delivery',
    deliveryId,
    eventId: event.id,
    webhookId: webhook.id,
    eventType: event.type,
    objectType: event.objectType,
    objectId: event.objectId,
    transactionId: event.transactionId,
    number: attempts + 1,
    startedAt,
    timings: entry.timings,
    request: entry.request,
    requestBody: null,
    responseStatus: entry.responseStatus,
    responseHeaders: entry.responseHeaders,
    responseBody: entry.responseBody,
    responseSize: entry.responseSize,
    reason: entry.reason,
    detail: entry.detail,
    words: null,
  };
}

/** Its webhook is off: it waits until that is switched on again. */
function heldBack(delivery: OwedDelivery, webhook: Webhook): Settled {
  return {
    ...unattempted(delivery, delivery.roundAttempts === 0 ? 'waiting' : 'retrying', null, null),
    // Any time will do: a webhook that is off turns it into infinity, one that is on again takes it as it is.
    dueAt: webhook.updatedAt,
  };
}

/** The end of a delivery for which no attempt can be made. */
export function unattempted(
  delivery: Pick<OwedDelivery, 'id' | 'event' | 'attempts'> & { webhook: { id: string } },
  state: Settled['state'],
  reason: Reason | null,
  finishedAt: Date | null,
): Settled {
  return {
    organizationId: delivery.event.organizationId,
    id: delivery.id,
    webhookId: delivery.webhook.id,
    state,
    attemptsBefore: delivery.attempts,
    attemptsMade: 0,
    dueAt: null,
    lastAttemptAt: null,
    lastStatus: null,
    lastReason: reason,
    finishedAt,
  };
}
