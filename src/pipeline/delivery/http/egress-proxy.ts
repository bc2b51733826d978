import { request } from 'node:http';
import type { Socket } from 'node:net';
import { invalid } from '../../../base/errors.ts';

/** The HTTP proxy that every connection to a receiver is made through. */
export interface EgressProxy {
  host: string;
  port: number;
  /** The value of `proxy-authorization`; null where the proxy asks for none. Never to be logged. */
  authorization: string | null;
}

/** The proxy did not make the connection. Recognized by `code` after it has come through other hands. */
export class ProxyFailed extends Error {
  readonly code = 'BELLWIRE_PROXY_FAILED';
}

/** The proxy from a setting: `http://user:password@proxy.example:3128`. `setting` is its name, for the message. */
export function egressProxyFromText(text: string, setting: string): EgressProxy {
  const url = URL.canParse(text) ? new URL(text) : null;
  const sound =
    url?.protocol === 'http:' && url.hostname !== '' && url.pathname === '/' && url.search + url.hash === '';
  const login = url === null ? null : decoded(`${url.username}:${url.password}`);
  // The value may hold a password, so it is not shown.
  if (!sound || login === null) {
    throw invalid(`${setting} must be http://host:port or http://user:password@host:port.`);
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 80 : Number(url.port),
    authorization: login === ':' ? null : `Basic ${Buffer.from(login).toString('base64')}`,
  };
}

/**
 * Has the proxy connect to `target` (`host:port`), for http receivers as for https ones, so that the proxy sees no
 * more of a request than where it goes. Calls back once, with a connection that begins where the receiver's begins.
 */
export function connectThrough(
  proxy: EgressProxy,
  { target, timeoutMs, closing }: { target: string; timeoutMs: number; closing: AbortSignal },
  callback: (error: Error | null, socket: Socket | null) => void,
): void {
  const asking = request({
    host: proxy.host,
    port: proxy.port,
    method: 'CONNECT',
    path: target,
    agent: false,
    signal: closing,
    maxHeaderSize: 16 * 1024,
    headers: {
      host: target,
      connection: 'keep-alive',
      ...(proxy.authorization !== null && { 'proxy-authorization': proxy.authorization }),
    },
  });
  const timer = setTimeout(() => asking.destroy(new Error('it did not answer in time')), timeoutMs);
  asking.once('connect', (answer, socket: Socket, head) => {
    clearTimeout(timer);
    if (answer.statusCode !== undefined && answer.statusCode >= 200 && answer.statusCode <= 299) {
      if (head.length > 0) socket.unshift(head);
      socket.setNoDelay(true).setKeepAlive(true, 60_000);
      return callback(null, socket);
    }
    socket.on('error', () => {}).destroy();
    const words = `${answer.statusCode} ${answer.statusMessage ?? ''}`.trim();
    return callback(new ProxyFailed(`The egress proxy answered ${words}.`), null);
  });
  asking.once('error', (error: NodeJS.ErrnoException) => {
    clearTimeout(timer);
    // Its address is the operator's business and stays out of the log that receivers' owners read.
    const why = error.code ?? error.message;
    callback(new ProxyFailed(`The egress proxy did not make the connection (${why}).`), null);
  });
  asking.end();
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
