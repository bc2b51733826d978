import diagnostics from 'node:diagnostics_channel';
import { type ConnectTimings, takeConnectTimings } from './connector.ts';

/**
 * undici says which connection a request went out on only through its diagnostics channels. `dispatch` publishes
 * "create" before it returns, so the request can be told apart by who is being dispatched just then.
 */
let beingDispatched: ((timings: ConnectTimings) => void) | null = null;
const watchers = new WeakMap<object, (timings: ConnectTimings) => void>();

diagnostics.subscribe('undici:request:create', (message) => {
  const { request } = message as { request: object };
  if (beingDispatched !== null) watchers.set(request, beingDispatched);
});

diagnostics.subscribe('undici:client:sendHeaders', (message) => {
  const { request, socket } = message as { request: object; socket: object };
  watchers.get(request)?.(takeConnectTimings(socket));
});

/** Dispatches one request, and says when its headers go out and what it took to get the connection, if it was new. */
export function watchSockets(dispatch: () => void, onSent: (timings: ConnectTimings) => void): void {
  beingDispatched = onSent;
  try {
    dispatch();
  } finally {
    beingDispatched = null;
  }
}
