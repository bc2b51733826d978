import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { type Bellwire, startBellwire } from '../../src/main.ts';
import { testDatabase } from '../harness/database.ts';
import { atEndOfFile } from '../harness/end-of-file.ts';
import { recordingLog } from '../harness/recording-log.ts';

let databaseUrl: string;
let folder: string;

beforeAll(async () => {
  databaseUrl = (await testDatabase()).connectionString;
  folder = await mkdtemp(join(tmpdir(), 'bellwire-key-left-'));
  atEndOfFile(() => rm(folder, { recursive: true }));
});

/** A node on the same database, with a data folder of its own and no key in its settings. */
const startIn = (name: string): Promise<Bellwire> =>
  startBellwire({
    config: {
      host: '127.0.0.1',
      port: 0,
      databaseUrl,
      dataDir: join(folder, name),
      secretKey: null,
      allowAddresses: [],
      egressProxy: null,
      retentionDays: 30,
      auditDays: 365,
      databaseConnections: 5,
      threads: 4,
      metricsToken: null,
      logLevel: 'silent',
    },
    log: recordingLog(),
  });

it('makes a key at the first start only, and without that key does not start and leaves no other one behind', async () => {
  await (await startIn('first')).close();
  await mkdir(join(folder, 'second'));
  await expect(startIn('second')).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining(`There is no key file ${join(folder, 'second', 'secret.key')}`),
  });
  expect(await readdir(join(folder, 'second'))).toEqual([]);
  await copyFile(join(folder, 'first', 'secret.key'), join(folder, 'second', 'secret.key'));
  await (await startIn('second')).close();
});
