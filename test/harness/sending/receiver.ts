import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { testTls } from './tls/read.ts';

/** A receiver on 127.0.0.1 that answers 200 to everything, until its test is over. */
export interface TestReceiver {
  port: number;
  /** One for each connection that reached it, in their order. */
  connections: Socket[];
  /** One for each request. */
  requests: {
    url: string;
    host: string;
    connection: Socket;
    /** The name that TLS was agreed on for, and whose certificate came with it. Null where there was none. */
    servername: string | null;
    client: string | null;
  }[];
}

/** `tls`: speaks TLS as `receiver.test`. `asksForClient`: takes only clients of the test authority. */
export async function testReceiver({ tls = false, asksForClient = false } = {}): Promise<TestReceiver> {
  const receiver: TestReceiver = { port: 0, connections: [], requests: [] };
  const { certificate, key } = testTls.receiver;
  const server: Server = tls
    ? createHttpsServer({
        cert: certificate,
        key,
        ca: testTls.ca,
        requestCert: asksForClient,
        rejectUnauthorized: true,
      })
    : createHttpServer();
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    receiver.connections.push(socket);
    open.add(socket);
    socket.on('error', () => {}).on('close', () => open.delete(socket));
  });
  server.on('request', (req, res) => {
    const { socket } = req;
    const secure = socket instanceof TLSSocket ? socket : null;
    const subject = secure?.getPeerCertificate().subject?.CN ?? null;
    receiver.requests.push({
      url: req.url ?? '',
      host: req.headers.host ?? '',
      connection: socket,
      servername: (secure as (TLSSocket & { servername?: string | false }) | null)?.servername || null,
      client: Array.isArray(subject) ? subject.join() : subject,
    });
    req.resume();
    res.end('thank you');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.port = (server.address() as AddressInfo).port;
  onTestFinished(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return receiver;
}
