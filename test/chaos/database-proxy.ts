import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Stands between one node and PostgreSQL, and can break what passes. */
export interface DatabaseProxy {
  port: number;
  /** Breaks every connection and takes none for so long. Answers with how many it broke. */
  cutAll(refuseForMs: number): Promise<number>;
  /** Breaks the connections of the next commits, as many as come in so long. Answers with how many came. */
  cutCommits(when: 'before' | 'during' | 'after', commits: number, withinMs: number): Promise<number>;
  close(): Promise<void>;
}

/** How a commit looks on the wire: the text of a query ends with a zero byte. */
const commitOnTheWire = Buffer.from('commit\0');

export async function startDatabaseProxy(socketPath: string): Promise<DatabaseProxy> {
  const pairs = new Set<{ node: Socket; server: Socket }>();
  let refusing = false;
  let trap: { when: 'before' | 'during' | 'after'; left: number } | null = null;

  const listener = createServer((node) => {
    node.on('error', () => {});
    if (refusing) {
      node.resetAndDestroy();
      return;
    }
    const server = connect({ path: socketPath });
    const pair = { node, server };
    pairs.add(pair);
    const cut = () => {
      pairs.delete(pair);
      node.resetAndDestroy();
      server.destroy();
    };
    let swallowing = false;
    server.on('error', cut);
    server.on('close', cut);
    node.on('close', cut);
    node.on('data', (bytes) => {
      const sprung = trap !== null && trap.left > 0 && bytes.includes(commitOnTheWire) ? trap : null;
      if (sprung === null) {
        if (!server.write(bytes)) pauseUntilDrained(node, server);
        return;
      }
      sprung.left -= 1;
      if (sprung.when === 'before') cut();
      else {
        swallowing = sprung.when === 'after';
        server.write(bytes, () => {
          if (!swallowing) cut();
        });
      }
    });
    server.on('data', (bytes) => {
      // That it answers at all says that the commit stands.
      if (swallowing) cut();
      else if (!node.write(bytes)) pauseUntilDrained(server, node);
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));

  return {
    port: (listener.address() as AddressInfo).port,
    async cutAll(refuseForMs) {
      const { size } = pairs;
      refusing = refuseForMs > 0;
      for (const { node, server } of pairs) {
        node.resetAndDestroy();
        server.destroy();
      }
      await sleep(refuseForMs);
      refusing = false;
      return size;
    },
    async cutCommits(when, commits, withinMs) {
      const own = { when, left: commits };
      trap = own;
      for (const endMs = Date.now() + withinMs; Date.now() < endMs && own.left > 0; ) await sleep(10);
      if (trap === own) trap = null;
      return commits - own.left;
    },
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        for (const { node, server } of pairs) {
          node.destroy();
          server.destroy();
        }
      }),
  };
}

function pauseUntilDrained(from: Socket, to: Socket): void {
  from.pause();
  to.once('drain', () => from.resume());
}
