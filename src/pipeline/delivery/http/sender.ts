import { lookup as dnsLookup } from 'node:dns';
import { setMaxListeners } from 'node:events';
import { Agent, type Dispatcher } from 'undici';
import type { Clock } from '../../../base/clock.ts';
import { messageOf } from '../../../base/errors.ts';
import type { Policy } from '../../../store/records/policy.ts';
import type { WebhookTls } from '../../../store/records/webhook.ts';
import type { Answer, Outcome, Timings } from '../attempt.ts';
import type { WireRequest } from '../format.ts';
import type { AddressGuard } from './address-guard.ts';
import { createConnector } from './connector.ts';
import type { EgressProxy } from './egress-proxy.ts';
import { type Phase, reasonOfFailure } from './failure.ts';
import { createIdentities } from './identities.ts';
import type { Lookup } from './lookup.ts';
import { watchSockets } from './sockets.ts';
import { reasonOfStatus } from './status.ts';

/** Of an answer's body, this much is kept; reading stops there. */
export const keptBodyBytes = 64 * 1024;

/** Longer than any policy's own limit, which ends the attempt first. */
const connectionTimeoutMs = 60_000;

/** How long an attempt may take. */
export type SendLimits = Pick<Policy, 'connectTimeoutMs' | 'totalTimeoutMs' | 'answerTimeoutMs'>;

/** Sends requests, each with its own limits. Never throws: whatever happens is an outcome. */
export interface Sender {
  /** `tls` is the webhook's own, null where it has none. Not optional, so that nobody on the way drops it. */
  send(request: WireRequest, limits: SendLimits, tls: WebhookTls | null): Promise<Outcome>;
  /** Closes every connection; what is under way fails. */
  close(): Promise<void>;
}

/** What a sender needs. */
export interface SenderOptions {
  guard: AddressGuard;
  clock: Clock;
  /** Resolves names; `node:dns` unless another is given. */
  lookup?: Lookup;
  /** Every connection goes through it. */
  proxy?: EgressProxy | null;
}

/**
 * One pool of kept-alive connections for each origin and TLS identity. Redirects are not followed; nothing is
 * decompressed.
 */
export function createSender({ guard, clock, lookup = dnsLookup, proxy = null }: SenderOptions): Sender {
  const closing = new AbortController();
  // Every connection that is being made listens; more than ten at a time are no leak.
  setMaxListeners(0, closing.signal);
  const connecting = { guard, clock, lookup, proxy, timeoutMs: connectionTimeoutMs, closing: closing.signal };
  const identities = createIdentities((secureContext) => {
    return new Agent({
      connect: createConnector({ ...connecting, secureContext }),
      pipelining: 1,
      keepAliveTimeout: 10_000,
      // The deadlines of the attempt replace undici's own, which are coarse.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: 32 * 1024,
    });
  });
  return {
    async send(request, limits, tls) {
      let agent: Agent;
      try {
        agent = identities.agentOf(tls);
      } catch (error) {
        const detail = `The certificates of the webhook cannot be used: ${messageOf(error)}`;
        return { answer: null, timings: { total: 0 }, reason: 'tls-failed', detail };
      }
      return sendOnce({ agent, clock, request, limits });
    },
    async close() {
      closing.abort();
      await identities.close();
    },
  };
}

interface Sending {
  agent: Agent;
  clock: Clock;
  request: WireRequest;
  limits: SendLimits;
}

function sendOnce({ agent, clock, request, limits }: Sending): Promise<Outcome> {
  const startMs = clock.monotonicMs();
  const timings: Timings = { total: 0 };
  let phase: Phase = 'connect';
  let sentMs = startMs;
  let answeredMs = startMs;
  let answer: Answer | null = null;
  const chunks: Buffer[] = [];

  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | null = null;
    let done = false;
    let answerTimer: NodeJS.Timeout | undefined;

    function finish(failure: { reason: Outcome['reason']; detail: string } | null): void {
      if (done) return;
      done = true;
      clearTimeout(connectTimer);
      clearTimeout(totalTimer);
      clearTimeout(answerTimer);
      const nowMs = clock.monotonicMs();
      if (phase === 'body') timings.body = nowMs - answeredMs;
      timings.total = nowMs - startMs;
      if (answer !== null) answer.body = Buffer.concat(chunks).subarray(0, keptBodyBytes);
      resolve({ answer, timings, reason: failure?.reason ?? null, detail: failure?.detail ?? null });
    }
    function giveUp(reason: Outcome['reason'], detail: string): void {
      finish({ reason, detail });
      controller?.abort(new Error(detail));
    }
    const connectTimer = setTimeout(() => {
      if (phase === 'connect') {
        giveUp('connect-timeout', `No connection within ${limits.connectTimeoutMs} ms.`);
      }
    }, limits.connectTimeoutMs);
    const totalTimer = setTimeout(() => {
      const reason = phase === 'connect' ? 'connect-timeout' : 'answer-timeout';
      giveUp(reason, `No complete answer within ${limits.totalTimeoutMs} ms.`);
    }, limits.totalTimeoutMs);

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        if (done) started.abort(new Error('the attempt has ended'));
      },
      onResponseStart(_controller, status, headers) {
        phase = 'body';
        answeredMs = clock.monotonicMs();
        timings.wait = answeredMs - sentMs;
        answer = { status, headers: plainHeaders(headers), body: Buffer.alloc(0), bodySize: 0 };
      },
      onResponseData(_controller, chunk) {
        if (answer === null || done) return;
        answer.bodySize += chunk.length;
        chunks.push(chunk);
        // The status is known and enough of the body is kept: the rest may be endless.
        if (answer.bodySize > keptBodyBytes) {
          finish(reasonOfStatus(answer.status));
          controller?.abort(new Error('the answer was cut'));
        }
      },
      onResponseEnd() {
        finish(answer === null ? null : reasonOfStatus(answer.status));
      },
      onResponseError(_controller, error) {
        finish(reasonOfFailure(error, phase));
      },
    };

    try {
      watchSockets(
        () => agent.dispatch(dispatchOptions(request), handler),
        (connectTimings) => {
          Object.assign(timings, connectTimings);
          phase = 'wait';
          sentMs = clock.monotonicMs();
          const { answerTimeoutMs } = limits;
          if (done || answerTimeoutMs === undefined) return;
          answerTimer = setTimeout(
            () => giveUp('answer-timeout', `No complete answer within ${answerTimeoutMs} ms.`),
            answerTimeoutMs,
          );
        },
      );
    } catch (error) {
      finish({ ...reasonOfFailure(error, phase), reason: 'request-invalid' });
    }
  });
}

function dispatchOptions({ method, url, headers, body }: WireRequest): Agent.DispatchOptions {
  const { origin, pathname, search } = new URL(url);
  return { origin, path: pathname + search, method: method as Dispatcher.HttpMethod, headers, body };
}

function plainHeaders(headers: Record<string, string | string[] | undefined>): Answer['headers'] {
  const plain: Answer['headers'] = {};
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) plain[name] = value;
  return plain;
}
