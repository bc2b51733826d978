import { createHash } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { oneOf, type Random, randomFrom } from './random.ts';

/** What a receiver does with one call. */
export type Mood =
  /** 200. */
  | 'answers'
  | 'fails'
  | 'throttles'
  /** Never says a word. */
  | 'hangs'
  /** An answer byte by byte, longer than anybody waits. */
  | 'drips'
  /** Breaks the connection instead of answering. */
  | 'resets'
  /** 200, with more bytes promised than come. */
  | 'promises-more'
  /** Bytes that are no HTTP. */
  | 'babbles'
  /** 200 as soon as the head has come, the body unread. */
  | 'answers-early';

/** One call, and what the receiver can say for certain of its answer. */
export interface Arrival {
  eventId: string;
  /** Of the body; null where it was not waited for. */
  bodyHash: string | null;
  /** It holds text of a request that was refused. */
  forbidden: boolean;
  /** The status that was sent, as far as one was. */
  status: number | null;
  /** Whether the caller could take it for delivered. */
  success: 'yes' | 'perhaps' | 'no';
}

/** A receiver with a character, on a port of its own. */
export interface ChaosReceiver {
  name: string;
  url: string;
  /** It takes whatever comes: all that was acknowledged must have arrived here. */
  healthy: boolean;
  ordered: boolean;
  arrivals: Arrival[];
  /** From now on every call is answered 200. */
  calm(): void;
  close(): Promise<void>;
}

/** Text that only requests hold which are refused. */
export const forbiddenMark = 'must-never-be-told';

const characters: Record<string, { moods: Mood[]; healthy?: true; ordered?: true }> = {
  steady: { moods: ['answers'], healthy: true },
  orderly: { moods: [...Array<Mood>(9).fill('answers'), 'fails'], healthy: true, ordered: true },
  failing: { moods: ['answers', 'answers', 'fails', 'throttles'] },
  hanging: { moods: ['answers', 'answers', 'answers', 'hangs'] },
  dripping: { moods: ['answers', 'answers', 'answers', 'drips'] },
  resetting: { moods: ['answers', 'resets'] },
  lying: { moods: ['answers', 'promises-more', 'babbles', 'answers-early'] },
  moody: {
    moods: [
      'answers',
      'answers',
      'answers',
      'fails',
      'throttles',
      'resets',
      'hangs',
      'promises-more',
      'babbles',
      'answers-early',
    ],
    ordered: true,
  },
};

/** Starts one of each character. Their moods come from the seed. */
export function startReceivers(seed: number): Promise<ChaosReceiver[]> {
  return Promise.all(
    Object.entries(characters).map(([name, character], index) =>
      startReceiver({ name, ...character, random: randomFrom(seed + index) }),
    ),
  );
}

async function startReceiver(input: {
  name: string;
  moods: Mood[];
  healthy?: true;
  ordered?: true;
  random: Random;
}): Promise<ChaosReceiver> {
  const arrivals: Arrival[] = [];
  const sockets = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  let moods = input.moods;

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    let pending = Buffer.alloc(0);
    let answeredEarly = false;
    socket.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      for (;;) {
        const headEnd = pending.indexOf('\r\n\r\n');
        if (headEnd === -1) return;
        const head = pending.subarray(0, headEnd).toString('latin1');
        const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
        const bodyEnd = headEnd + 4 + length;
        const whole = pending.length >= bodyEnd;
        const mood = answeredEarly ? 'answers' : oneOf(input.random, moods);
        if (!answeredEarly && mood === 'answers-early') {
          answeredEarly = true;
          arrivals.push(answer(socket, 'answers', arrivalOf(head, null)));
        }
        if (!whole) return;
        const body = pending.subarray(headEnd + 4, bodyEnd);
        pending = pending.subarray(bodyEnd);
        if (!answeredEarly) arrivals.push(answer(socket, mood, arrivalOf(head, body)));
        answeredEarly = false;
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  /** Answers, and keeps in the arrival what can be said of it. */
  function answer(socket: Socket, mood: Mood, arrival: Arrival): Arrival {
    const said = (status: number, success: Arrival['success']) => Object.assign(arrival, { status, success });
    switch (mood) {
      case 'answers':
      case 'answers-early':
        said(200, 'yes');
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
        break;
      case 'fails':
        said(500, 'no');
        socket.write('HTTP/1.1 500 Oh\r\ncontent-length: 2\r\n\r\nno');
        break;
      case 'throttles':
        said(429, 'no');
        socket.write('HTTP/1.1 429 Slow\r\nretry-after: 1\r\ncontent-length: 0\r\n\r\n');
        break;
      case 'hangs':
        break;
      case 'drips':
        said(200, 'no');
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10000\r\n\r\n');
        drip(socket);
        break;
      case 'resets':
        socket.resetAndDestroy();
        break;
      case 'promises-more':
        said(200, 'no');
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{}');
        break;
      case 'babbles':
        socket.end('what is this\r\n\r\n');
    }
    return arrival;
  }

  function drip(socket: Socket): void {
    const timer = setInterval(() => socket.write('.'), 100);
    timers.add(timer);
    socket.once('close', () => {
      clearInterval(timer);
      timers.delete(timer);
    });
  }

  return {
    name: input.name,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    healthy: input.healthy ?? false,
    ordered: input.ordered ?? false,
    arrivals,
    calm() {
      moods = ['answers'];
    },
    close: () =>
      new Promise((resolve) => {
        for (const timer of timers) clearInterval(timer);
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function arrivalOf(head: string, body: Buffer | null): Arrival {
  const text = body?.toString('utf8') ?? '';
  return {
    eventId: /^webhook-id: *(\S+)/im.exec(head)?.[1] ?? '',
    bodyHash: body === null ? null : createHash('sha256').update(body).digest('base64'),
    forbidden: text.includes(forbiddenMark),
    status: null,
    success: 'no',
  };
}
