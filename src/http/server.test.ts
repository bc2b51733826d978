import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BareServer, bareServer } from '../../test/harness/bare-server.ts';

let server: BareServer;
beforeEach(() => {
  server = bareServer();
});
afterEach(() => server.app.close());

describe('every answer', () => {
  it('carries the headers that keep it from being run, framed or kept', async () => {
    for (const url of ['/api/v1/me', '/nowhere', '/healthz']) {
      const { headers } = await server.ask({ url });
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      });
    }
  });

  it('leaves one line in the log, without the query', async () => {
    await server.ask({ url: '/api/v1/me?sig=abc' });
    expect(server.log.lines.filter(({ message }) => message === 'request answered')).toEqual([
      {
        level: 'info',
        message: 'request answered',
        facts: expect.objectContaining({ method: 'GET', path: '/api/v1/me' }),
      },
    ]);
    expect(JSON.stringify(server.log.lines)).not.toContain('abc');
  });
});

describe('health', () => {
  it('is well as long as the process answers', async () => {
    server.fault.error = new Error('the database is away');
    expect(await server.ask({ url: '/healthz' })).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('is ready when the database answers, and says no more than that it is not', async () => {
    expect(await server.ask({ url: '/readyz' })).toMatchObject({ status: 200, body: { status: 'ready' } });
    server.fault.error = new Error('cannot reach db-17.internal');
    const { status, body } = await server.ask({ url: '/readyz' });
    expect(status).toBe(503);
    expect(JSON.stringify(body)).not.toContain('db-17');
  });
});

describe('closing', () => {
  it('does not wait for a connection that was opened and never used', async () => {
    const address = new URL(await server.app.listen({ host: '127.0.0.1', port: 0 }));
    const socket = connect(Number(address.port), address.hostname);
    const accepted = once(server.app.server, 'connection');
    await Promise.all([once(socket, 'connect'), accepted]);
    const ended = once(socket, 'close');
    await server.app.close();
    await ended;
  });

  it('lets a request that is under way finish, and takes no new ones', async () => {
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    let leave = () => {};
    const left = new Promise<void>((resolve) => {
      leave = resolve;
    });
    const own = bareServer({
      routes: async (app) => {
        app.get('/slow', async () => {
          arrive();
          await left;
          return 'done';
        });
      },
    });
    const url = await own.app.listen({ host: '127.0.0.1', port: 0 });
    const answer = fetch(`${url}/dialect/slow`);
    await arrived;
    const closed = own.app.close();
    await expect(fetch(`${url}/healthz`).then((late) => late.ok)).rejects.toThrow();
    leave();
    expect(await (await answer).text()).toBe('done');
    await closed;
  });
});
