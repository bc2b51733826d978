import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { createLog } from '../../src/base/log.ts';
import { sqlStateOf } from '../../src/store/connection-errors.ts';
import { createDatabase } from '../../src/store/create-database.ts';
import type { Database } from '../../src/store/database.ts';
import { atEndOfFile } from './end-of-file.ts';
import { withDatabase } from './provided.ts';

/** A database of one's own. */
export interface TestDatabase {
  database: Database;
  /** For processes that a test starts, as DATABASE_URL. */
  connectionString: string;
  name: string;
}

const log = createLog('warn');

/**
 * Makes a database for the calling test file, with every migration applied, and drops it after the file's last
 * test. Call it in `beforeAll`, or at the top of the file. `empty` leaves the migrations out.
 */
export async function testDatabase({
  empty = false,
  maxConnections = 10,
}: {
  empty?: boolean;
  maxConnections?: number;
} = {}): Promise<TestDatabase> {
  const { adminConnectionString, template } = inject('database');
  const name = `bellwire_test_${randomBytes(8).toString('hex')}`;
  const connectionString = withDatabase(adminConnectionString, name);
  const admin = createDatabase({
    connection: { connectionString: adminConnectionString },
    maxConnections: 1,
    log,
  });
  await create(admin, empty ? `create database ${name}` : `create database ${name} template ${template}`);
  const database = createDatabase({ connection: { connectionString }, maxConnections, log });

  atEndOfFile(async () => {
    await database.close();
    await admin.query({ text: `drop database if exists ${name} with (force)` });
    await admin.close();
  });
  return { database, connectionString, name };
}

/** Two clones of one template at the same time can find it in use; the second only has to come again. */
async function create(admin: Database, text: string): Promise<void> {
  const objectInUse = '55006';
  for (let tries = 1; ; tries += 1) {
    try {
      await admin.query({ text });
      return;
    } catch (error) {
      if (sqlStateOf(error) !== objectInUse || tries === 100) throw error;
      await sleep(100);
    }
  }
}
