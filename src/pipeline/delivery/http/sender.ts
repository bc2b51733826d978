import { lookup as dnsLookup } from 'node:dns';
import { setMaxListeners } from 'node:events';
import { Client } from 'undici';
import type { Clock } from '../../../base/clock.ts';
import { messageOf } from '../../../base/errors.ts';
import type { WebhookTls } from '../../../store/records/webhook.ts';
import type { Outcome } from '../attempt.ts';
import type { WireRequest } from '../format.ts';
import type { AddressGuard } from './address-guard.ts';
import { type Connections, createConnections } from './connections.ts';
import { createConnector } from './connector.ts';
import type { EgressProxy } from './egress-proxy.ts';
import { createIdentities } from './identities.ts';
import type { Lookup } from './lookup.ts';
import { type SendLimits, sendOnce } from './send-once.ts';

/** Longer than any policy's own limit, which ends the attempt first. */
const connectionTimeoutMs = 60_000;

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
    const options = {
      connect: createConnector({ ...connecting, secureContext }),
      pipelining: 1,
      keepAliveTimeout: 10_000,
      // The deadlines of the attempt replace undici's own, which are coarse.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: 32 * 1024,
    };
    return createConnections((origin) => new Client(origin, options));
  });
  return {
    send(request, limits, tls) {
      let connections: Connections;
      try {
        connections = identities.poolOf(tls);
      } catch (error) {
        const detail = `The certificates of the webhook cannot be used: ${messageOf(error)}`;
        return Promise.resolve({ answer: null, timings: { total: 0 }, reason: 'tls-failed', detail });
      }
      return sendOnce({ connections, clock, request, limits });
    },
    async close() {
      closing.abort();
      await identities.close();
    },
  };
}
