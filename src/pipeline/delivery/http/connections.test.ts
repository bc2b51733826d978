import { Client } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { answerOf, rawServer } from '../../../../test/harness/raw-server.ts';
import { type Connections, createConnections } from './connections.ts';

let connections: Connections;
afterEach(() => connections.destroy());

function start(): void {
  connections = createConnections((origin) => new Client(origin, { pipelining: 1 }));
}

/** Sends one request on a connection and waits for its whole answer. */
async function use(connection: Client): Promise<void> {
  const { body } = await connection.request({ method: 'POST', path: '/' });
  await body.dump();
}

describe('connections', () => {
  it('are taken again when they are given back, the one that was free last first', async () => {
    start();
    const origin = 'http://a.example';
    const [one, two] = [connections.take(origin), connections.take(origin)];
    expect(two).not.toBe(one);
    connections.giveBack(origin, one);
    connections.giveBack(origin, two);
    expect([connections.take(origin), connections.take(origin)]).toEqual([two, one]);
  });

  it('are never shared by two origins', () => {
    start();
    const one = connections.take('http://a.example');
    connections.giveBack('http://a.example', one);
    expect(connections.take('http://b.example')).not.toBe(one);
  });

  it('carry a request that follows its answer at once, so that one is enough', async () => {
    start();
    const server = await rawServer({ request: (socket) => void socket.write(answerOf('200 OK', 'x')) });
    for (let round = 0; round < 5; round++) {
      const connection = connections.take(server.root);
      await use(connection);
      connections.giveBack(server.root, connection);
    }
    expect(server.connections()).toBe(1);
  });

  it('are forgotten when the receiver closes them while nobody needs them', async () => {
    start();
    const server = await rawServer({ request: (socket) => void socket.end(answerOf('200 OK', 'x')) });
    const connection = connections.take(server.root);
    await use(connection);
    connections.giveBack(server.root, connection);
    await expect.poll(() => connection.destroyed).toBe(true);
    expect(connections.take(server.root)).not.toBe(connection);
  });

  it('that were dropped are ended, and never taken again', () => {
    start();
    const origin = 'http://a.example';
    const one = connections.take(origin);
    connections.drop(one);
    expect(one.destroyed).toBe(true);
    expect(connections.take(origin)).not.toBe(one);
  });

  it('let what is under way end when they are closed, and keep nothing', async () => {
    start();
    const origin = 'http://a.example';
    const [busy, free] = [connections.take(origin), connections.take(origin)];
    connections.giveBack(origin, free);
    await connections.close();
    expect([busy.destroyed, free.destroyed]).toEqual([false, true]);
    connections.giveBack(origin, busy);
    expect(busy.destroyed).toBe(true);
  });
});
