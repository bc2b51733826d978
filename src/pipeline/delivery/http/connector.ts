import { isIP, type Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { buildConnector } from 'undici';
import type { Clock } from '../../../base/clock.ts';
import type { AddressGuard } from './address-guard.ts';
import { connectThrough, type EgressProxy } from './egress-proxy.ts';
import { AddressRefused, createGuardedLookup } from './guarded-lookup.ts';
import type { Lookup } from './lookup.ts';
import { type ConnectTimings, handOver } from './new-connection.ts';
import { portRefusal } from './ports.ts';
import { proxiedNameRefusal } from './proxied-name.ts';

/** What connections are made with. */
export interface ConnectorOptions {
  guard: AddressGuard;
  clock: Clock;
  lookup: Lookup;
  timeoutMs: number;
  /** Ends connections that are still being made, which undici would leave to their time limit. */
  closing: AbortSignal;
  /** Null: connections go straight to the receiver. */
  proxy: EgressProxy | null;
  /** A webhook's own authorities and client certificate; null for the usual authorities and no certificate. */
  secureContext: SecureContext | null;
}

/**
 * Makes connections, only to addresses that the guard lets through. A literal address is checked here, because no
 * look-up is made for one; a name is checked by the look-up. TLS names and verifies the host of the URL, whatever
 * address was connected to.
 */
export function createConnector(options: ConnectorOptions): buildConnector.connector {
  const connect = options.proxy === null ? connectStraight(options) : connectProxied(options, options.proxy);
  return (target, callback) => {
    const refusal = refusalOf(options, target);
    if (refusal !== null)
      return callback(new AddressRefused(`The receiver may not be sent to: ${refusal}`), null);
    return connect(target, callback);
  };
}

function refusalOf({ guard, proxy }: ConnectorOptions, target: buildConnector.Options): string | null {
  const port = portRefusal(target.port);
  if (port !== null) return port;
  const host = bareHost(target);
  if (isIP(host) !== 0) return guard.refusal(host, host);
  return proxy === null ? null : proxiedNameRefusal(guard, host);
}

function connectStraight(options: ConnectorOptions): buildConnector.connector {
  const { guard, clock, lookup } = options;
  return (target, callback) => {
    const startMs = clock.monotonicMs();
    let resolvedMs = startMs;
    const timings: ConnectTimings = {};
    const connect = buildConnector({
      ...fixedOptions(options),
      lookup: createGuardedLookup(guard, lookup, () => {
        resolvedMs = clock.monotonicMs();
        timings.dns = resolvedMs - startMs;
      }),
    } as buildConnector.BuildOptions);
    const socket = connect(target, (...result) => {
      const [error, connected] = result;
      if (error !== null) return callback(error, null);
      const sinceResolvedMs = clock.monotonicMs() - resolvedMs;
      // Without TLS this runs ahead of the listener below, and the request goes out before it.
      if (timings.connect === undefined) timings.connect = sinceResolvedMs;
      else if (target.protocol === 'https:') timings.tls = sinceResolvedMs - timings.connect;
      handOver(timings, () => callback(null, connected));
    }) as unknown as Socket | undefined;
    // For TLS the connector calls back only when that is agreed on; the connection below it is timed here.
    socket?.once('connect', () => {
      timings.connect ??= clock.monotonicMs() - resolvedMs;
    });
  };
}

function connectProxied(options: ConnectorOptions, proxy: EgressProxy): buildConnector.connector {
  const { clock, timeoutMs, closing } = options;
  const agreeOnTls = buildConnector(fixedOptions(options) as buildConnector.BuildOptions);
  return (target, callback) => {
    const startMs = clock.monotonicMs();
    const host = bareHost(target);
    const port = target.port || (target.protocol === 'https:' ? '443' : '80');
    const authority = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
    connectThrough(proxy, { target: authority, timeoutMs, closing }, (failure, socket) => {
      if (socket === null)
        return callback(failure ?? new Error('The egress proxy gave no connection.'), null);
      const connectedMs = clock.monotonicMs();
      const timings: ConnectTimings = { connect: connectedMs - startMs };
      if (target.protocol !== 'https:') {
        return handOver(timings, () => callback(null, socket));
      }
      return agreeOnTls({ ...target, httpSocket: socket }, (...result) => {
        const [error, connected] = result;
        if (error !== null) return callback(error, null);
        timings.tls = clock.monotonicMs() - connectedMs;
        handOver(timings, () => callback(null, connected));
      });
    });
  };
}

function fixedOptions({ timeoutMs, closing, secureContext }: ConnectorOptions): object {
  return {
    timeout: timeoutMs,
    signal: closing,
    // The session cache would keep a connection that was made under another check.
    maxCachedSessions: 0,
    // Said aloud, since NODE_TLS_REJECT_UNAUTHORIZED=0 would otherwise switch it off.
    rejectUnauthorized: true,
    ...(secureContext !== null && { secureContext }),
  };
}

function bareHost({ hostname }: buildConnector.Options): string {
  return hostname.replace(/^\[|\]$/g, '');
}
