import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ReceivedCall } from './call.ts';

/**
 * The demo's receiver: a process of its own that knows nothing of Bellwire, answers 200 to everything, and tells its
 * parent about each call.
 */
const server = createServer((req, res) => {
  const atMs = Date.now();
  req.resume();
  req.on('end', () => {
    const call: ReceivedCall = {
      method: req.method ?? '',
      url: req.url ?? '',
      webhookId: String(req.headers['webhook-id'] ?? ''),
      atMs,
    };
    process.send?.({ call });
    res.writeHead(200, { 'content-type': 'application/json' }).end('{"type":"proceed"}');
  });
});

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group; the parent ends the receiver when it is done with it.
process.on('SIGINT', () => {});
