import type { Socket } from 'node:net';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { answerOf, rawServer } from '../../../../test/harness/raw-server.ts';
import { systemClock } from '../../../base/clock.ts';
import { createAddressGuard } from './address-guard.ts';
import { keptBodyBytes } from './send-once.ts';
import { createSender } from './sender.ts';

const sender = createSender({ guard: createAddressGuard(['127.0.0.1']), clock: systemClock });
const guarded = createSender({ guard: createAddressGuard([]), clock: systemClock });
const limits = { connectTimeoutMs: 20_000, totalTimeoutMs: 20_000 };
/** For what never ends by itself. */
const short = { totalTimeoutMs: 150 };
afterAll(() => Promise.all([sender.close(), guarded.close()]));

function send(url: string, changes: Partial<typeof limits> = {}, headers: Record<string, string> = {}) {
  const request = { method: 'POST', url, headers, body: Buffer.from('{}') };
  return sender.send(request, { ...limits, ...changes }, null);
}

/** Settles when the sender has let go of the connection. */
const letGo = (socket: Socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()));

// Whatever a receiver did, the sender goes on.
afterEach(async () => {
  const fine = await rawServer({ request: (socket) => void socket.write(answerOf('200 OK', 'fine')) });
  expect(await send(fine.root)).toMatchObject({ reason: null, answer: { body: Buffer.from('fine') } });
});

describe('an answer that does not end', () => {
  it('is given up when it drips past the deadline, and what came is kept', async () => {
    let dropped: Promise<void> | undefined;
    const server = await rawServer({
      request(socket) {
        dropped = letGo(socket);
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
        const dripping = setInterval(() => socket.write('x'), 5);
        void dropped.then(() => clearInterval(dripping));
      },
    });
    const outcome = await send(server.root, short);
    expect(outcome).toMatchObject({ reason: 'answer-timeout', answer: { status: 200 } });
    expect(outcome.answer?.body.toString()).toMatch(/^x+$/);
    await dropped;
  });

  it('is cut after 64 KiB, its status kept', async () => {
    for (const [status, reason] of [
      ['200 OK', null],
      ['500 No', 'answer-server-error'],
    ] as const) {
      let dropped: Promise<void> | undefined;
      const server = await rawServer({
        request(socket) {
          dropped = letGo(socket);
          socket.write(`HTTP/1.1 ${status}\r\ncontent-length: 9999999999\r\n\r\n`);
          const more = () => {
            while (!socket.destroyed && socket.write(Buffer.alloc(10_000, 'y')));
          };
          socket.on('drain', more);
          more();
        },
      });
      const { answer, ...outcome } = await send(server.root);
      expect(outcome.reason).toBe(reason);
      expect(answer?.body.equals(Buffer.alloc(keptBodyBytes, 'y'))).toBe(true);
      expect(answer?.bodySize).toBeGreaterThan(keptBodyBytes);
      await dropped;
    }
  });

  it('is given up when it has endless headers', async () => {
    let dropped: Promise<void> | undefined;
    const server = await rawServer({
      request(socket) {
        dropped = letGo(socket);
        socket.write(`HTTP/1.1 200 OK\r\n${`x-more: ${'z'.repeat(1000)}\r\n`.repeat(10_000)}\r\n`);
      },
    });
    expect(await send(server.root)).toMatchObject({ reason: 'answer-broken', answer: null });
    await dropped;
  });

  it('is given up when it never begins', async () => {
    let dropped: Promise<void> | undefined;
    const server = await rawServer({
      request(socket) {
        dropped = letGo(socket);
      },
    });
    expect(await send(server.root, short)).toMatchObject({ reason: 'answer-timeout', answer: null });
    await dropped;
  });
});

describe('an answer that is broken', () => {
  it.each<[string, string, string, number | null]>([
    ['nothing', '', 'request-failed', null],
    ['half a status line', 'HTTP/1.1 20', 'request-failed', null],
    ['half of the headers', 'HTTP/1.1 200 OK\r\nserver: x\r\n', 'request-failed', null],
    ['half of the body', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf', 'answer-broken', 200],
    [
      'half of a chunk',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\na\r\nhalf',
      'answer-broken',
      200,
    ],
    [
      'chunks that are none',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
      'answer-broken',
      200,
    ],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', 'answer-broken', null],
    ['a status that is none', 'HTTP/1.1 abc OK\r\n\r\n', 'answer-broken', null],
    [
      'two lengths',
      'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx',
      'answer-broken',
      null,
    ],
    ['a length that is none', 'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n', 'answer-broken', null],
    ['a NUL in a header', 'HTTP/1.1 200 OK\r\nx: a\0b\r\n\r\n', 'answer-broken', null],
  ])('has its reason: %s', async (_name, bytes, reason, status) => {
    const server = await rawServer({ request: (socket) => void socket.end(bytes, 'latin1') });
    const outcome = await send(server.root);
    expect([outcome.reason, outcome.answer?.status ?? null]).toEqual([reason, status]);
    expect(outcome.detail).not.toBe('');
  });

  it('has its reason: a reset ahead of it', async () => {
    const atOnce = await rawServer({ connection: (socket) => void socket.resetAndDestroy() });
    expect(['request-failed', 'connect-failed']).toContain((await send(atOnce.root)).reason);
    const later = await rawServer({ request: (socket) => void socket.resetAndDestroy() });
    expect((await send(later.root)).reason).toBe('request-failed');
  });

  it('has its reason: a reset in the middle of it, what came kept', async () => {
    const server = await rawServer({
      request(socket) {
        socket.write('HTTP/1.1 202 Accepted\r\ncontent-length: 10\r\n\r\nhalf');
        // Not before it is out: a reset takes back what is still in the buffer.
        setTimeout(() => socket.resetAndDestroy(), 50);
      },
    });
    expect(await send(server.root)).toMatchObject({
      reason: 'answer-broken',
      answer: { status: 202, body: Buffer.from('half'), bodySize: 4 },
    });
  });

  it('is whole where it is longer than it said', async () => {
    const server = await rawServer({
      request: (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nfour and more'),
    });
    expect(await send(server.root)).toMatchObject({ reason: null, answer: { body: Buffer.from('four') } });
  });
});

describe('a receiver that cannot be reached', () => {
  it('has its reason: nobody listens', async () => {
    const server = await rawServer({});
    await server.close();
    expect(await send(server.root)).toMatchObject({ reason: 'connect-refused', answer: null });
  });

  it('has its reason: its name leads nowhere', async () => {
    expect(await send('http://nothing.invalid/')).toMatchObject({ reason: 'dns-failed', answer: null });
  });

  it('has its reason: TLS that nobody vouches for, or that is none', async () => {
    const selfSigned = await rawServer(
      { request: (socket) => void socket.write(answerOf('200 OK')) },
      { tls: true },
    );
    const outcome = await send(selfSigned.root);
    expect(outcome).toMatchObject({ reason: 'tls-failed', answer: null });
    expect(selfSigned.received()).toBe('');
    const plain = await rawServer({
      request: (socket) => void socket.end(answerOf('400 Bad Request')),
      connection: (socket) => void socket.end(answerOf('400 Bad Request')),
    });
    expect((await send(plain.root.replace('http', 'https'))).reason).toBe('tls-failed');
  });

  it('has its reason: TLS that is never agreed on', async () => {
    const silent = await rawServer({});
    const url = silent.root.replace('http', 'https');
    expect((await send(url, { connectTimeoutMs: 100 })).reason).toBe('connect-timeout');
    expect((await send(url, short)).reason).toBe('connect-timeout');
  });
});

describe('a receiver that may not be reached', () => {
  const request = (url: string) => ({ method: 'POST', url, headers: {}, body: null });

  it.each(['http://127.0.0.1', 'http://0x7f000001', 'http://[::ffff:127.0.0.1]', 'http://localhost'])(
    'is not connected to as %s',
    async (host) => {
      const server = await rawServer({});
      const outcome = await guarded.send(request(`${host}:${server.port}/`), limits, null);
      expect(outcome).toMatchObject({ reason: 'address-refused', answer: null });
      expect(outcome.detail).toMatch(/is not a public address/);
      expect(server.connections()).toBe(0);
    },
  );

  it('is reached by its name where that is opened', async () => {
    const open = createSender({ guard: createAddressGuard(['localhost']), clock: systemClock });
    const server = await rawServer({ request: (socket) => void socket.write(answerOf('200 OK')) });
    const outcome = await open.send(request(`http://localhost:${server.port}/`), limits, null);
    expect(outcome.reason).toBeNull();
    expect(Object.keys(outcome.timings).sort()).toEqual(['body', 'connect', 'dns', 'total', 'wait']);
    expect((await open.send(request(`${server.root}/`), limits, null)).reason).toBe('address-refused');
    await open.close();
  });
});

describe('a request that cannot be made', () => {
  it.each<[string, string, Record<string, string>]>([
    ['a header that breaks the line', 'http://127.0.0.1:1/', { 'x-a': 'b\r\nx-c: d' }],
    ['a header name that is none', 'http://127.0.0.1:1/', { 'x a': 'b' }],
    ['no URL', 'hooks', {}],
    ['another protocol', 'ftp://127.0.0.1/', {}],
  ])('has its reason: %s', async (_name, url, headers) => {
    expect(await send(url, {}, headers)).toMatchObject({ reason: 'request-invalid', answer: null });
  });
});
