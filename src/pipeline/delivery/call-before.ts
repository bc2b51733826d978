import type { Clock } from '../../base/clock.ts';
import type { Ids } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { Queries } from '../../store/database.ts';
import { attemptsInsert } from '../../store/queries/attempts/attempts-insert.ts';
import type { Policy } from '../../store/records/policy.ts';
import type { Webhook } from '../../store/records/webhook.ts';
import type { CallBefore } from '../changes/ask-before.ts';
import type { Outcome } from './attempt.ts';
import type { BeforeCalls, BeforeDecision, ProposedChange } from './format.ts';
import type { Sender } from './http/sender.ts';
import { logEntryOf } from './log-entry.ts';
import type { Reason } from './reasons.ts';

/** Asks one receiver about one change, once, and keeps the call in the log with what it decided. */
export function createCallBefore(services: {
  queries: Queries;
  clock: Clock;
  ids: Ids;
  log: Log;
  sender: Sender;
  policyOf(webhook: Webhook): Policy;
}): CallBefore {
  const { clock, ids, log } = services;
  return async ({ webhook, calls, proposed, request }) => {
    const { timeoutMs } = calls.limits(webhook);
    const connectTimeoutMs = Math.min(timeoutMs, services.policyOf(webhook).connectTimeoutMs);
    const startedAt = clock.now();
    const limits = { connectTimeoutMs, totalTimeoutMs: timeoutMs };
    const outcome = await services.sender.send(request, limits, webhook.tls);
    const decision = decisionFrom(calls, proposed, outcome);
    const { reason, detail } = reasonOf(decision, outcome);
    const attemptId = ids.uuid();
    await attemptsInsert(services.queries, [
      {
        organizationId: proposed.organizationId,
        id: attemptId,
        kind: 'before',
        deliveryId: null,
        eventId: null,
        webhookId: webhook.id,
        eventType: proposed.eventType,
        objectType: proposed.objectType,
        objectId: proposed.objectId,
        transactionId: proposed.transactionId,
        number: 1,
        startedAt,
        requestBody: request.body,
        words: null,
        ...logEntryOf(request, webhook, { ...outcome, reason, detail }),
      },
    ]);
    const facts = {
      organizationId: proposed.organizationId,
      webhookId: webhook.id,
      attemptId,
      eventType: proposed.eventType,
      status: outcome.answer?.status ?? null,
      decision: decision.type,
      ms: Math.round(outcome.timings.total),
    };
    log.info(facts, 'before.asked');
    return decision;
  };
}

function decisionFrom(calls: BeforeCalls, proposed: ProposedChange, outcome: Outcome): BeforeDecision {
  // A decision needs a whole answer: one that broke off or ran out of time decides nothing.
  const whole =
    outcome.answer !== null && outcome.reason !== 'answer-timeout' && outcome.reason !== 'answer-broken';
  if (outcome.answer === null || !whole) return { type: 'unanswered', detail: outcome.detail ?? 'no answer' };
  return calls.interpret(proposed, outcome.answer);
}

function reasonOf(
  decision: BeforeDecision,
  outcome: Outcome,
): { reason: Reason | null; detail: string | null } {
  switch (decision.type) {
    case 'proceed':
    case 'enrich':
      return { reason: null, detail: null };
    case 'refuse':
      return { reason: 'before-refused', detail: decision.message };
    case 'unanswered':
      return { reason: outcome.reason ?? 'before-nonsense', detail: decision.detail };
  }
}
