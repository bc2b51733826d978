/** How long it took to get a connection, in milliseconds. */
export interface ConnectTimings {
  dns?: number;
  connect?: number;
  tls?: number;
}

/**
 * undici does not say which connection a request goes out on. But once it is handed a new one, it writes the request that
 * asked for it before it does anything else: what `handOver` calls. So the request that begins during `handOver` is
 * the one that the connection was made for, and any other one had no connection to wait for.
 */
let beingHandedOver: ConnectTimings | null = null;

/** Hands a new connection to undici, and what it took to make it to the request that begins meanwhile. */
export function handOver(timings: ConnectTimings, toUndici: () => void): void {
  beingHandedOver = timings;
  try {
    toUndici();
  } finally {
    beingHandedOver = null;
  }
}

/** What it took to make the connection of the request that begins just now; null where it was there already. */
export function takeConnectTimings(): ConnectTimings | null {
  const timings = beingHandedOver;
  beingHandedOver = null;
  return timings;
}
