import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { onTestFinished } from 'vitest';
import { selfSigned } from './self-signed.ts';

/** A receiver that speaks bytes, not HTTP: it can do everything wrong. */
export interface RawServer {
  port: number;
  /** `http://127.0.0.1:port` */
  root: string;
  /** How many connections were made. */
  connections(): number;
  /** Everything that came in, as text. */
  received(): string;
  /** Closes the listening socket and every connection. */
  close(): Promise<void>;
}

/** What it does with a connection: `request` is called with each request's head, when that is complete. */
export interface RawBehaviour {
  connection?(socket: Socket): void;
  request?(socket: Socket, head: string): void;
}

/** Starts a server that is gone when the test is over. */
export async function rawServer(behaviour: RawBehaviour, { tls = false } = {}): Promise<RawServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let received = '';

  function onConnection(socket: Socket): void {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    let pending = '';
    if (behaviour.request !== undefined) {
      socket.on('data', (chunk) => {
        received += chunk.toString('latin1');
        pending += chunk.toString('latin1');
        const end = pending.indexOf('\r\n\r\n');
        if (end === -1) return;
        const head = pending.slice(0, end);
        pending = '';
        behaviour.request?.(socket, head);
      });
    }
    behaviour.connection?.(socket);
  }

  const server: Server = tls ? createTlsServer(selfSigned(), onConnection) : createTcpServer(onConnection);
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  onTestFinished(close);
  return {
    port,
    root: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    connections: () => connections,
    received: () => received,
    close,
  };
}

/** A whole answer. */
export function answerOf(status: string, body: string | Buffer = '', headers: string[] = []): Buffer {
  const bytes = Buffer.from(body);
  const head = [`HTTP/1.1 ${status}`, `content-length: ${bytes.length}`, ...headers, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head), bytes]);
}
