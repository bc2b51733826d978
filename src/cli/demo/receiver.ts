import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ReceivedCall } from './call.ts';

/** Answered 500 when it is called for the first time: `/flaky`, on whatever path that ends so. */
const flaky = new Set<string>();

/**
 * The demo's receiver: a process of its own that knows nothing of Bellwire, answers 200 to (nearly) everything, and tells
 * its parent about each call.
 */
const server = createServer((req, res) => {
  const atMs = Date.now();
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('end', () => {
    const path = req.url ?? '';
    const status = path.endsWith('/flaky') && !flaky.has(path) ? 500 : 200;
    flaky.add(path);
    const call: ReceivedCall = {
      method: req.method ?? '',
      url: req.url ?? '',
      webhookId: String(req.headers['webhook-id'] ?? ''),
      atMs,
      status,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    process.send?.({ call });
    res.writeHead(status, { 'content-type': 'application/json' }).end('{"type":"proceed"}');
  });
});

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group; the parent ends the receiver when it is done with it.
process.on('SIGINT', () => {});
