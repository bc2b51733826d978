import { appendFile, chmod, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLog } from '../../src/base/log.ts';
import { placeBinaries } from '../../src/store/embedded/binaries.ts';
import { type EmbeddedConnection, ensureDatabase } from '../../src/store/embedded/connect.ts';
import { identityFor } from '../../src/store/embedded/identity.ts';
import { databaseName, initialize } from '../../src/store/embedded/initdb.ts';
import { makeSocketFolder, type Place } from '../../src/store/embedded/place.ts';
import { findBinaries } from '../../src/store/embedded/platform.ts';
import { launch, type Server } from '../../src/store/embedded/server.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';

/** A PostgreSQL that may be treated badly. */
export interface DatabaseServer {
  connection: EmbeddedConnection;
  disk: SmallDisk;
  socketPath: string;
  isUp(): Promise<boolean>;
  /** `immediate` is what a crash leaves behind. Settles when the process has ended. */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
  /**
   * Starts it where it does not run, and settles when it takes connections. Tries for a while, as an operator would: one
   * that is ending still has its lock file, and one that finds no room on its disk gives up.
   */
  start(): Promise<void>;
  /** Stops it and removes everything. */
  remove(): Promise<void>;
}

const startWithinMs = 30_000;
const signals = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

/** The server that comes with Bellwire, in a folder of its own, on a disk of so many megabytes where that can be. */
export async function startDatabaseServer(megabytes: number): Promise<DatabaseServer> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'bellwire-storm-')));
  await chmod(folder, 0o755);
  const diskFolder = join(folder, 'disk');
  await mkdir(diskFolder);
  const disk = await mountSmallDisk(diskFolder, megabytes);
  const dataDirectory = join(diskFolder, 'postgres');
  const identity = await identityFor(dataDirectory);
  const password = 'storm';
  const place: Place = {
    dataDir: folder,
    dataDirectory,
    present: false,
    elsewhere: false,
    identity,
    password,
  };
  const binaries = await placeBinaries({ binaries: await findBinaries(), identity, ownFolder: folder });
  await initialize(place, binaries, false);
  // Little enough to fit on the small disk beside the data.
  await appendFile(join(dataDirectory, 'postgresql.conf'), '\nmax_wal_size = 64MB\nmin_wal_size = 32MB\n');
  const socketFolder = await makeSocketFolder(place);

  const launchIt = () =>
    launch({
      binaries,
      identity,
      settings: { dataDirectory, socketFolder, port: 5432, fsync: false },
      logFile: join(folder, 'postgres.log'),
      log: silentLog,
    });
  let server: Server = await launchIt();
  const { host, port } = server;
  const connection = { host, port, user: databaseName, password, database: databaseName };
  await ensureDatabase(connection);

  async function end(mode: 'fast' | 'immediate'): Promise<void> {
    if (await server.gone()) return;
    process.kill(server.pid, signals[mode]);
    for (const endMs = Date.now() + 20_000; !(await server.gone()); ) {
      if (Date.now() > endMs) process.kill(server.pid, 'SIGQUIT');
      await sleep(10);
    }
  }

  return {
    connection,
    disk,
    socketPath: join(host, `.s.PGSQL.${port}`),
    isUp: async () => !(await server.gone()),
    stop: end,
    async start() {
      for (const endMs = Date.now() + startWithinMs; await server.gone(); ) {
        try {
          server = await launchIt();
        } catch (error) {
          if (Date.now() > endMs) throw error;
          await sleep(200);
        }
      }
    },
    async remove() {
      await end('immediate');
      await disk.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
