import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { createLog } from '../../src/base/log.ts';
import { createDatabase } from '../../src/store/create-database.ts';
import { startEmbedded } from '../../src/store/embedded/start.ts';
import { migrate } from '../../src/store/migrate.ts';
import { readMigrations } from '../../src/store/migrations.ts';
import { connectionStringOf, withDatabase } from './provided.ts';

const log = createLog('warn');

/**
 * One PostgreSQL for the whole run: the one that DATABASE_URL names, or an embedded one that forgets
 * everything. In it a template with every migration applied, which each test file clones.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openServer();
  const admin = createDatabase({
    connection: { connectionString: server.connectionString },
    maxConnections: 1,
    log,
  });
  try {
    const template = await makeTemplate(server.connectionString, (text) => admin.query({ text }));
    project.provide('database', { adminConnectionString: server.connectionString, template });
    return async () => {
      await admin.query({ text: `drop database if exists ${template} with (force)` });
      await admin.close();
      await server.stop();
    };
  } catch (error) {
    await admin.close();
    await server.stop();
    throw error;
  }
}

async function openServer(): Promise<{ connectionString: string; stop(): Promise<void> }> {
  const url = process.env.DATABASE_URL;
  if (url !== undefined && url !== '') return { connectionString: url, stop: async () => {} };

  const dataDir = await mkdtemp(join(tmpdir(), 'bellwire-test-'));
  // Under root, the server's own user has to pass through.
  await chmod(dataDir, 0o711);
  const embedded = await startEmbedded({ dataDir, log, fsync: false });
  return {
    connectionString: connectionStringOf(embedded.connection),
    async stop() {
      await embedded.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function makeTemplate(
  connectionString: string,
  run: (sql: string) => Promise<unknown>,
): Promise<string> {
  const migrations = await readMigrations();
  const hash = createHash('sha256');
  for (const { fileName, sql } of migrations) hash.update(`${fileName}\0${sql}\0`);
  const template = `bellwire_template_${hash.digest('hex').slice(0, 8)}_${randomBytes(4).toString('hex')}`;
  await run(`create database ${template}`);
  const database = createDatabase({
    connection: { connectionString: withDatabase(connectionString, template) },
    maxConnections: 2,
    log,
  });
  try {
    await migrate({ database, log });
  } catch (error) {
    await database.close();
    await run(`drop database ${template}`);
    throw error;
  }
  await database.close();
  return template;
}
