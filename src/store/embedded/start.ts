import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Log } from '../../base/log.ts';
import { placeBinaries } from './binaries.ts';
import { type EmbeddedConnection, ensureDatabase, findRunning, openConnection } from './connect.ts';
import { files, makeDataDir } from './data-dir.ts';
import { databaseName, initialize, refuseOtherVersion } from './initdb.ts';
import { takeOwnership } from './owner.ts';
import { findPlace, makeSocketFolder, type Place } from './place.ts';
import { findBinaries } from './platform.ts';
import { adopt, launch, type Server, shutDown } from './server.ts';
import { underStartLock } from './start-lock.ts';

/** What `startEmbedded` needs. */
export interface EmbeddedOptions {
  /** The data folder. Default: `.bellwire` in the working directory. */
  dataDir?: string;
  log: Log;
  /** Off only for data that may be lost, as in tests. */
  fsync?: boolean;
}

/** A running embedded PostgreSQL that belongs to this process. */
export interface Embedded {
  connection: EmbeddedConnection;
  /** Whether the server was left over by a Bellwire that died. */
  tookOver: boolean;
  /** Where the data lies: usually `postgres` in the data folder. */
  dataDirectory: string;
  /** Resolves when the server, or the right to use it, is lost without `stop`. Nothing more can be saved then. */
  lost: Promise<Error>;
  /** Stops the server and waits for its end. Calling it again waits for the same end. */
  stop(): Promise<void>;
}

/** Starts the embedded PostgreSQL, or takes over the one that a dead Bellwire left running on the same data. */
export async function startEmbedded({
  dataDir = '.bellwire',
  log,
  fsync = true,
}: EmbeddedOptions): Promise<Embedded> {
  const folder = await makeDataDir(dataDir);
  return underStartLock(files(folder).starting, () => start(folder, log, fsync));
}

async function start(dataDir: string, log: Log, fsync: boolean): Promise<Embedded> {
  const place = await findPlace(dataDir);
  const { dataDirectory, password } = place;
  const running = place.present ? await findRunning(dataDirectory, password) : undefined;
  const server = running ? adopt(running, dataDirectory) : await launchOn(place, log, fsync);
  const { host, port, pid } = server;
  const connection = { host, port, user: databaseName, password, database: databaseName };
  try {
    await ensureDatabase(connection);
    const ownership = await takeOwnership({
      open: () => openConnection(connection),
      serverGone: server.gone,
      ownerFile: files(dataDir).owner,
      dataDir,
      log,
    });
    const tookOver = running !== undefined;
    log.info({ dataDirectory, pid, tookOver }, 'embedded PostgreSQL ready');

    let stopped: Promise<void> | undefined;
    async function stop(): Promise<void> {
      // The lock is kept until the server is gone: nobody else may start to use a server that is stopping.
      ownership.expectEnd();
      await shutDown(server, log);
      await ownership.release();
    }
    return { connection, tookOver, dataDirectory, lost: ownership.lost, stop: () => (stopped ??= stop()) };
  } catch (error) {
    // A server that was running already may be somebody's.
    if (running === undefined) await shutDown(server, log);
    throw error;
  }
}

async function launchOn(place: Place, log: Log, fsync: boolean): Promise<Server> {
  const { dataDir, dataDirectory, identity } = place;
  const found = await findBinaries();
  const binaries = await placeBinaries({ binaries: found, identity, ownFolder: dataDir });
  if (place.present) {
    await refuseOtherVersion(dataDirectory, found.version);
  } else {
    log.info({ dataDirectory }, 'making a new embedded database');
    await initialize(place, binaries, fsync);
  }
  if (place.elsewhere) await writeFile(files(dataDir).location, `${dataDirectory}\n`, { mode: 0o644 });
  const windows = process.platform === 'win32';
  return launch({
    binaries,
    identity,
    settings: {
      dataDirectory,
      socketFolder: windows ? undefined : await makeSocketFolder(place),
      port: windows ? await freePort() : 5432,
      fsync,
    },
    logFile: files(dataDir).log,
    log,
  });
}

/** A TCP port of 127.0.0.1 that nobody uses now. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 5432;
}
