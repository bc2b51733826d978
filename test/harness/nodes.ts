import type { Roles } from '../../src/base/roles.ts';
import { readConfig } from '../../src/config.ts';
import { type Bellwire, startBellwire } from '../../src/main.ts';
import type { Database } from '../../src/store/database.ts';
import { testDatabase } from './database.ts';
import { atEndOfFile } from './end-of-file.ts';
import { recordingLog } from './recording-log.ts';

/** Bellwires in this process that share one database, as they would on several machines. */
export interface TestNodes {
  database: Database;
  start(roles?: Roles, environment?: Record<string, string>): Promise<TestNode>;
}

export interface TestNode extends Bellwire {
  log: ReturnType<typeof recordingLog>;
}

/** Call it in `beforeAll`, or at the top of a file. Nodes that a test leaves running are stopped after the last. */
export async function testNodes(): Promise<TestNodes> {
  const { database, connectionString } = await testDatabase();
  const running = new Set<TestNode>();
  // Before the database goes.
  atEndOfFile(async () => {
    await Promise.all([...running].map((node) => node.close()));
  });
  return {
    database,
    async start(roles, environment = {}) {
      const config = readConfig({
        DATABASE_URL: connectionString,
        BELLWIRE_PORT: '0',
        BELLWIRE_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
        BELLWIRE_ALLOW_ADDRESSES: '127.0.0.1',
        ...environment,
      });
      const log = recordingLog();
      const bellwire = await startBellwire({ config, log, ...(roles && { roles }) });
      const node: TestNode = {
        ...bellwire,
        log,
        async close() {
          running.delete(node);
          await bellwire.close();
        },
      };
      running.add(node);
      return node;
    },
  };
}
