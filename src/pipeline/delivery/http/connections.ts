import type { Client } from 'undici';

/** The kept-alive connections of one TLS identity, by origin. Each carries one request at a time. */
export interface Connections {
  /** One that carries nothing, or a new one. It belongs to whoever takes it until it is given back or dropped. */
  take(origin: string): Client;
  /** Its request has had a whole answer. */
  giveBack(origin: string, connection: Client): void;
  /** Something else became of its request: nobody knows what would come next on it. */
  drop(connection: Client): void;
  /** Lets what is under way end; nothing is kept any more. */
  close(): Promise<void>;
  /** Ends everything at once. */
  destroy(): Promise<void>;
}

/**
 * undici's own pool takes a connection as free only some turns after its answer, and opens another one for a request that
 * follows at once: a busy receiver had twice as many as it was asked for at the same time. It also looks through all
 * connections for each request. Here the one that was free last is taken, so that those beyond the need grow old and close.
 */
export function createConnections(create: (origin: string) => Client): Connections {
  const open = new Set<Client>();
  const idle = new Map<string, Client[]>();
  let closing = false;

  function connect(origin: string): Client {
    const connection = create(origin);
    open.add(connection);
    // The receiver has closed it, or nobody has needed it for so long. One that is taken connects anew by itself.
    connection.on('disconnect', () => {
      const found = idle.get(origin);
      const at = found?.indexOf(connection) ?? -1;
      if (found === undefined || at < 0) return;
      found.splice(at, 1);
      if (found.length === 0) idle.delete(origin);
      void end(connection);
    });
    return connection;
  }

  async function end(connection: Client): Promise<void> {
    open.delete(connection);
    await connection.destroy();
  }

  return {
    take: (origin) => idle.get(origin)?.pop() ?? connect(origin),
    giveBack(origin, connection) {
      if (closing) return void end(connection);
      const found = idle.get(origin);
      if (found === undefined) idle.set(origin, [connection]);
      else found.push(connection);
    },
    drop: (connection) => void end(connection),
    async close() {
      closing = true;
      const unused = [...idle.values()].flat();
      idle.clear();
      await Promise.all(unused.map(end));
    },
    async destroy() {
      closing = true;
      idle.clear();
      await Promise.all([...open].map(end));
    },
  };
}
