import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { answerOf, type RawServer, rawServer } from '../../../../test/harness/raw-server.ts';
import { systemClock } from '../../../base/clock.ts';
import { createAddressGuard } from './address-guard.ts';
import { keptBodyBytes } from './send-once.ts';
import { createSender } from './sender.ts';

const sender = createSender({ guard: createAddressGuard(['127.0.0.1']), clock: systemClock });
const limits = { connectTimeoutMs: 10_000, totalTimeoutMs: 10_000 };
afterAll(() => sender.close());

function send(
  url: string,
  changes: Partial<typeof limits> = {},
  body: Buffer | null = Buffer.from('{"a":1}'),
) {
  const request = { method: 'PUT', url, headers: { 'content-type': 'application/json' }, body };
  return sender.send(request, { ...limits, ...changes }, null);
}

/** A server that sends the same bytes to every request. */
const answering = (bytes: Buffer | string) => rawServer({ request: (socket) => void socket.write(bytes) });

// Whatever a receiver did, the sender goes on, with the next receiver and with the same one.
afterEach(async () => {
  const fine = await answering(answerOf('200 OK', 'fine'));
  const { answer, reason } = await send(fine.root);
  expect({ reason, body: answer?.body.toString() }).toEqual({ reason: null, body: 'fine' });
});

describe('a receiver that answers', () => {
  it('is told method, path, query, headers and body, byte for byte', async () => {
    const server = await answering(answerOf('200 OK'));
    await send(`${server.root}/v1/a%2Fb/%F0%9F%91%8D?event=x&q=%25`);
    expect(server.received()).toMatch(/^PUT \/v1\/a%2Fb\/%F0%9F%91%8D\?event=x&q=%25 HTTP\/1\.1\r\n/);
    expect(server.received()).toMatch(/\r\ncontent-length: 7\r\n/);
    expect(server.received()).not.toMatch(/accept-encoding/i);
    expect(server.received().endsWith('\r\n\r\n{"a":1}')).toBe(true);
  });

  it.each([
    ['200 OK', null],
    ['201 Created', null],
    ['299 Whatever', null],
    ['301 Moved Permanently', 'answer-redirect'],
    ['404 Not Found', 'answer-client-error'],
    ['410 Gone', 'answer-gone'],
    ['429 Too Many Requests', 'answer-throttled'],
    ['503 Service Unavailable', 'answer-server-error'],
    ['666 Beast', 'answer-unexpected'],
  ])('with %s is understood: %s', async (status, reason) => {
    const server = await answering(answerOf(status, 'words', ['x-two: 1', 'X-Two: 2', 'server: raw']));
    const outcome = await send(server.root);
    expect(outcome).toMatchObject({
      reason,
      answer: { status: Number(status.slice(0, 3)), body: Buffer.from('words'), bodySize: 5 },
    });
    expect(outcome.answer?.headers).toMatchObject({ server: 'raw', 'x-two': ['1', '2'] });
  });

  it('with 204 has no body, and with no length ends its answer with the connection', async () => {
    const empty = await answering('HTTP/1.1 204 No Content\r\n\r\n');
    expect(await send(empty.root)).toMatchObject({ reason: null, answer: { status: 204, bodySize: 0 } });
    const old = await rawServer({ request: (socket) => void socket.end('HTTP/1.0 200 OK\r\n\r\nall of it') });
    expect(await send(old.root)).toMatchObject({ reason: null, answer: { body: Buffer.from('all of it') } });
  });

  it('may say something ahead of its answer', async () => {
    const hints = `HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n${answerOf('200 OK', 'done')}`;
    const server = await answering(hints);
    expect(await send(server.root)).toMatchObject({
      reason: null,
      answer: { status: 200, body: Buffer.from('done') },
    });
  });

  it('with a redirect is not followed', async () => {
    const other = await answering(answerOf('200 OK'));
    const server = await answering(answerOf('307 Temporary Redirect', '', [`location: ${other.root}`]));
    expect(await send(server.root)).toMatchObject({ reason: 'answer-redirect', answer: { status: 307 } });
    expect([server.connections(), other.connections()]).toEqual([1, 0]);
  });

  it('with gzip has its bytes kept as they are, a bomb included', async () => {
    const bomb = gzipSync(Buffer.alloc(30_000_000));
    const server = await answering(answerOf('200 OK', bomb, ['content-encoding: gzip']));
    const { answer, reason } = await send(server.root);
    expect(reason).toBeNull();
    expect(answer?.body.equals(bomb.subarray(0, keptBodyBytes))).toBe(true);
  });

  it('ahead of reading the request has answered', async () => {
    const server = await rawServer({
      connection: (socket) => void socket.write(answerOf('413 Too Large', 'no')),
    });
    const outcome = await send(server.root, {}, Buffer.alloc(20_000_000, 'x'));
    // Whether the answer or the broken connection is seen first, it has failed and says why.
    expect(['answer-client-error', 'request-failed']).toContain(outcome.reason);
  });

  it('twice has answered once', async () => {
    const server = await answering(Buffer.concat([answerOf('200 OK', 'one'), answerOf('500 No', 'two')]));
    expect(await send(server.root)).toMatchObject({ reason: null, answer: { body: Buffer.from('one') } });
  });
});

describe('a connection', () => {
  it('is kept and used again, and then takes no time to make', async () => {
    const server = await answering(answerOf('200 OK', 'x'));
    const first = await send(server.root);
    // undici waits for one turn of the event loop, in case the receiver closes it after all.
    await setTimeout(10);
    const second = await send(server.root);
    expect(Object.keys(first.timings).sort()).toEqual(['body', 'connect', 'total', 'wait']);
    expect(Object.keys(second.timings).sort()).toEqual(['body', 'total', 'wait']);
    expect(server.connections()).toBe(1);
  });

  it('is made anew where the receiver has closed it meanwhile', async () => {
    const closed: Promise<void>[] = [];
    const server: RawServer = await rawServer({
      request(socket) {
        closed.push(new Promise((resolve) => socket.once('close', () => resolve())));
        socket.end(answerOf('200 OK', 'x'));
      },
    });
    expect((await send(server.root)).reason).toBeNull();
    await closed[0];
    expect((await send(server.root)).reason).toBeNull();
    expect(server.connections()).toBe(2);
  });

  it('is one for each request that is under way', async () => {
    const waiting: (() => void)[] = [];
    const server = await rawServer({
      request(socket) {
        waiting.push(() => socket.write(answerOf('200 OK', 'x')));
        if (waiting.length === 20) for (const answer of waiting) answer();
      },
    });
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => send(server.root)));
    expect(outcomes.every(({ reason }) => reason === null)).toBe(true);
    expect(server.connections()).toBe(20);
  });
});

describe('a sender that is closed', () => {
  it('breaks off what is under way', async () => {
    const other = createSender({ guard: createAddressGuard(['127.0.0.1']), clock: systemClock });
    let asked: () => void;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const server = await rawServer({ request: () => asked() });
    const request = { method: 'POST', url: server.root, headers: {}, body: null };
    const sending = other.send(request, limits, null);
    await isAsked;
    await other.close();
    expect((await sending).reason).toBe('request-failed');
  });
});
