import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { Tracing } from '../../base/tracing/tracing.ts';
import type { Queries } from '../../store/database.ts';
import { eventTraceGet } from '../../store/queries/traces/event-traces.ts';
import type { OwedDelivery } from '../handover.ts';
import type { Outcome } from './attempt.ts';
import type { WireRequest } from './format.ts';
import type { Sender } from './http/sender.ts';

/** What was sent, trace header included, and what came of it. */
export interface TracedAttempt {
  request: WireRequest;
  outcome: Outcome;
}

/** Makes an attempt as a span of the trace that its event is part of. */
export type TraceAttempt = (attempt: {
  delivery: OwedDelivery;
  request: WireRequest;
  send(request: WireRequest): Promise<Outcome>;
}) => Promise<TracedAttempt>;

/**
 * Attempts are children of the span that saved their event, retries and resends included: what a receiver does is then
 * one trace with the request that was its cause. Without tracing there is nothing to do, and null.
 */
export function createTraceAttempt(services: {
  tracing: Tracing;
  database: Queries;
  log: Log;
}): TraceAttempt | null {
  const { tracing, database, log } = services;
  if (!tracing.on) return null;

  /** From memory where this node saved the event; a trace that cannot be read is no reason not to send. */
  async function traceOf({ event }: OwedDelivery): Promise<string | null> {
    if (event.traceparent !== undefined) return event.traceparent;
    try {
      return await eventTraceGet(database, event);
    } catch (error) {
      log.debug({ eventId: event.id, reason: messageOf(error) }, 'the trace of an event could not be read');
      return null;
    }
  }

  return async ({ delivery, request, send }) => {
    const { event, webhook } = delivery;
    return sendTraced(tracing, {
      name: `attempt ${event.type}`,
      parent: await traceOf(delivery),
      facts: {
        'bellwire.organization.id': event.organizationId,
        'bellwire.event.id': event.id,
        'bellwire.event.type': event.type,
        'bellwire.delivery.id': delivery.id,
        'bellwire.webhook.id': webhook.id,
        'bellwire.attempt': delivery.attempts + 1,
      },
      request,
      send,
    });
  };
}

/** A sender whose requests are part of what is under way: for "before" calls. */
export function tracedSender(sender: Sender, tracing: Tracing): Sender {
  if (!tracing.on) return sender;
  return {
    ...sender,
    async send(request, limits, tls) {
      const sent = await sendTraced(tracing, {
        name: 'before call',
        facts: {},
        request,
        send: (traced) => sender.send(traced, limits, tls),
      });
      return sent.outcome;
    },
  };
}

async function sendTraced(
  tracing: Tracing,
  call: {
    name: string;
    parent?: string | null;
    facts: Record<string, string | number>;
    request: WireRequest;
    send(request: WireRequest): Promise<Outcome>;
  },
): Promise<TracedAttempt> {
  const { name, parent, request } = call;
  const { host, protocol } = new URL(request.url);
  const span = tracing.start({
    name,
    kind: 'client',
    ...(parent !== undefined && { parent }),
    // Without path and query, which may hold what is nobody's business.
    facts: {
      ...call.facts,
      'http.request.method': request.method,
      'server.address': host,
      'url.scheme': protocol.slice(0, -1),
    },
  });
  const headers: Record<string, string> = { ...request.headers, traceparent: span.traceparent };
  if (request.traceHeader !== undefined && parent) headers[request.traceHeader] = parent;
  const traced = { ...request, headers };
  try {
    const outcome = await call.send(traced);
    if (outcome.answer !== null) span.note({ 'http.response.status_code': outcome.answer.status });
    span.end(outcome.reason);
    return { request: traced, outcome };
  } catch (error) {
    span.end('internal');
    throw error;
  }
}
