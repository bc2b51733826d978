import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call, as it came in. */
export interface ReceivedCall {
  method: string;
  /** Path and query, exactly as they stood in the request line. */
  url: string;
  /** Names and values in turn, as they were sent. */
  rawHeaders: string[];
  /** By lower-case name. */
  headers: Record<string, string>;
  bytes: Buffer;
  /** The bytes as UTF-8. */
  body: string;
  /** The query parameters `event` and `txn`. */
  event: string;
  txn: string;
}

/** How a call is answered. Left out: 200, at once, with nothing in it. */
export interface ScriptedAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** Anything but text goes out as JSON. */
  body?: unknown;
  delayMs?: number;
  /** Never an answer; the connection broken off; bytes that are no HTTP; an answer that stops or ends half-way. */
  instead?: 'hang' | 'destroy' | 'garbage' | 'stall' | 'cut';
}

type Answering = (call: ReceivedCall, index: number) => ScriptedAnswer | Promise<ScriptedAnswer>;

/** A customer's endpoint: it keeps what it gets, and answers as it was told. */
export interface Receiver {
  /** `http://127.0.0.1:port` */
  root: string;
  calls: ReceivedCall[];
  /** What the calls from now on are answered with; `index` counts all calls from 0. */
  answer(answering: Answering | ScriptedAnswer): void;
  /** Settles with all calls so far when there are at least so many. */
  waitForCount(count: number): Promise<ReceivedCall[]>;
  /** Settles with the first call, past ones included, that is like this. */
  waitForCall(isIt: (call: ReceivedCall) => boolean): Promise<ReceivedCall>;
  close(): Promise<void>;
}

const waitAtMostMs = 40_000;

/** Knows nothing of who calls: Node's own HTTP server and nothing else. */
export async function startReceiver(): Promise<Receiver> {
  const calls: ReceivedCall[] = [];
  const waiting = new Set<() => void>();
  let answering: Answering = () => ({});

  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', async () => {
      const call = callFrom(req, Buffer.concat(chunks));
      const index = calls.push(call) - 1;
      for (const look of waiting) look();
      const answer = await answering(call, index);
      if (answer.delayMs === undefined) send(res, answer);
      else setTimeout(() => send(res, answer), answer.delayMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  function waitFor<Found>(look: () => Found | undefined, what: string): Promise<Found> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(attempt);
        const seen = calls.map(({ method, url }) => `${method} ${url}`).join('\n  ');
        reject(new Error(`Waited in vain for ${what}. What came:\n  ${seen}`));
      }, waitAtMostMs);
      function attempt() {
        const found = look();
        if (found === undefined) return;
        clearTimeout(timer);
        waiting.delete(attempt);
        resolve(found);
      }
      waiting.add(attempt);
      attempt();
    });
  }

  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answer(next) {
      answering = typeof next === 'function' ? next : () => next;
    },
    waitForCount: (count) =>
      waitFor(() => (calls.length >= count ? calls.slice() : undefined), `${count} calls`),
    waitForCall: (isIt) => waitFor(() => calls.find(isIt), 'a certain call'),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function callFrom(req: IncomingMessage, bytes: Buffer): ReceivedCall {
  const url = req.url ?? '';
  const query = new URLSearchParams(url.split('?').slice(1).join('?'));
  const headers: Record<string, string> = {};
  for (let at = 0; at < req.rawHeaders.length; at += 2) {
    headers[req.rawHeaders[at]!.toLowerCase()] = req.rawHeaders[at + 1]!;
  }
  return {
    method: req.method ?? '',
    url,
    rawHeaders: req.rawHeaders,
    headers,
    bytes,
    body: bytes.toString('utf8'),
    event: query.get('event') ?? '',
    txn: query.get('txn') ?? '',
  };
}

function send(res: ServerResponse, { status = 200, headers = {}, body, instead }: ScriptedAnswer): void {
  switch (instead) {
    case 'hang':
      return;
    case 'destroy':
      res.socket?.destroy();
      return;
    case 'garbage':
      res.socket?.end('these bytes are no HTTP\r\n\r\n');
      return;
    case 'stall':
    case 'cut':
      res.writeHead(status, { ...headers, 'content-length': '1000' });
      res.write('{"type":', () => {
        if (instead === 'cut') res.socket?.destroy();
      });
      return;
    default: {
      const isText = typeof body === 'string' || body === undefined;
      res.writeHead(status, isText ? headers : { 'content-type': 'application/json', ...headers });
      res.end(isText ? body : JSON.stringify(body));
    }
  }
}
