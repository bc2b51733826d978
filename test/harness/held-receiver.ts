import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEndOfFile } from './end-of-file.ts';

/** A receiver that answers 200 at once, or keeps callers waiting until it is told to answer. */
export interface HeldReceiver {
  url: string;
  /** The `webhook-id` of every call, in the order of their coming. */
  calls: string[];
  /** From now on nobody is answered. */
  hold(): void;
  /** Answers those that come from now on; who waits goes on waiting. */
  answerNew(): void;
  /** Answers all that wait. */
  release(): void;
}

/** Call it in `beforeAll`, or at the top of a file. */
export async function heldReceiver(): Promise<HeldReceiver> {
  const calls: string[] = [];
  const waiting: ServerResponse[] = [];
  let holding = false;
  const answer = (res: ServerResponse) =>
    res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  const server = createServer((req, res) => {
    req.resume();
    req.on('end', () => {
      calls.push(String(req.headers['webhook-id'] ?? ''));
      if (holding) waiting.push(res);
      else answer(res);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEndOfFile(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    hold() {
      holding = true;
    },
    answerNew() {
      holding = false;
    },
    release() {
      holding = false;
      for (const res of waiting.splice(0)) answer(res);
    },
  };
}
