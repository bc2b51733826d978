import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A small HTTP proxy on 127.0.0.1 that takes CONNECT and nothing else, until its test is over. */
export interface ConnectProxy {
  port: number;
  /** What it was asked to connect to, and with which credentials. */
  asked: { target: string; authorization: string | null }[];
  /** The connections it has with clients and receivers. */
  open: Set<Socket>;
  /** What else it was asked for. */
  others: string[];
}

/**
 * Connects to 127.0.0.1 at the target's port, whatever its name. `answer`: says this instead of connecting; an
 * empty one hangs, and null closes the connection.
 */
export async function connectProxy({ answer }: { answer?: string | null } = {}): Promise<ConnectProxy> {
  const proxy: ConnectProxy = { port: 0, asked: [], others: [], open: new Set() };
  const { open } = proxy;
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => {}).on('close', () => open.delete(socket));
  };
  const server = createServer((req, res) => {
    proxy.others.push(`${req.method} ${req.url}`);
    res.writeHead(405).end();
  });
  server.on('connection', keep);
  server.on('connect', (req: IncomingMessage, client: Socket) => {
    const target = req.url ?? '';
    proxy.asked.push({ target, authorization: req.headers['proxy-authorization'] ?? null });
    if (answer === null) return client.destroy();
    // An HTTP server leaves its end of a connection open when the other end is closed.
    client.on('end', () => client.end());
    if (answer !== undefined) return client.resume().write(answer);
    const upstream = connect(Number(target.split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    keep(upstream);
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
    return upstream;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy.port = (server.address() as AddressInfo).port;
  onTestFinished(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return proxy;
}
