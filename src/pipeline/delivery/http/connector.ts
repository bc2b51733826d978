import { isIP, type Socket } from 'node:net';
import { buildConnector } from 'undici';
import type { Clock } from '../../../base/clock.ts';
import type { AddressGuard } from './address-guard.ts';
import { AddressRefused, createGuardedLookup } from './guarded-lookup.ts';

/** How long it took to get a connection, in milliseconds. */
export interface ConnectTimings {
  dns?: number;
  connect?: number;
  tls?: number;
}

const timingsOf = new WeakMap<object, ConnectTimings>();

/**
 * Makes connections, only to addresses that the guard lets through. A literal address is checked here, because no
 * look-up is made for one; a name is checked by the look-up.
 */
export function createConnector(input: {
  guard: AddressGuard;
  clock: Clock;
  timeoutMs: number;
}): buildConnector.connector {
  const { guard, clock } = input;
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0) {
      const refusal = guard.refusal(host, host);
      if (refusal !== null)
        return callback(new AddressRefused(`The receiver may not be sent to: ${refusal}`), null);
    }
    const startMs = clock.monotonicMs();
    let resolvedMs = startMs;
    const timings: ConnectTimings = {};
    const connect = buildConnector({
      timeout: input.timeoutMs,
      // The session cache would keep a connection that was made under another check.
      maxCachedSessions: 0,
      lookup: createGuardedLookup(guard, () => {
        resolvedMs = clock.monotonicMs();
        timings.dns = resolvedMs - startMs;
      }),
    } as buildConnector.BuildOptions);
    const socket = connect(options, (...result) => {
      const [error, connected] = result;
      if (error !== null) return callback(error, null);
      const sinceResolvedMs = clock.monotonicMs() - resolvedMs;
      // Without TLS this runs ahead of the listener below, and the request goes out before it.
      if (timings.connect === undefined) timings.connect = sinceResolvedMs;
      else if (options.protocol === 'https:') timings.tls = sinceResolvedMs - timings.connect;
      timingsOf.set(connected, timings);
      callback(null, connected);
    }) as unknown as Socket | undefined;
    // For TLS the connector calls back only when that is agreed on; the connection below it is timed here.
    socket?.once('connect', () => {
      timings.connect ??= clock.monotonicMs() - resolvedMs;
    });
  };
}

/** What it took to make this connection; empty from the second request on. */
export function takeConnectTimings(socket: object): ConnectTimings {
  const timings = timingsOf.get(socket) ?? {};
  timingsOf.delete(socket);
  return timings;
}
