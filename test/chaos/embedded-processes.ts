import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { toolPath } from '../../scripts/tool-path.mjs';
import { silentLog } from '../../src/base/log.ts';
import { createDatabase } from '../../src/store/create-database.ts';
import type { EmbeddedConnection } from '../../src/store/embedded/connect.ts';

/** The repository's root. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A process that holds an embedded database. */
export interface Bellwire {
  process: ChildProcess;
  connection: EmbeddedConnection;
  tookOver: boolean;
  dataDirectory: string;
}

/** Why a process holds none. */
export interface Refusal {
  code: string;
  message: string;
}

/** Compiles the embedded database, since a child process runs without vitest. Inside the repository, for its packages. */
export async function compile(): Promise<string> {
  const folder = join(root, '.cache', `chaos-${process.pid}`);
  await mkdir(folder, { recursive: true });
  const config = {
    extends: '../../tsconfig.build.json',
    compilerOptions: {
      rootDir: '../../src',
      outDir: './build',
      sourceMap: false,
      incremental: false,
      tsBuildInfoFile: null,
    },
    include: [],
    files: ['../../src/store/embedded/start.ts'],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  await promisify(execFile)(process.execPath, [toolPath('tsc'), '-p', folder]);
  return join(folder, 'build');
}

/** Removes what `compile` made. */
export function removeBuild(build: string): Promise<void> {
  return rm(dirname(build), { recursive: true });
}

/** What a process is started with. */
export interface StartOptions {
  build: string;
  dataDir: string;
  user?: { uid: number; gid: number } | undefined;
  /** Killed processes lose nothing without it, and making the data takes a tenth of the time. */
  fsync: 'on' | 'off';
}

/** Runs a process on that data until it holds the database or says why not. */
export async function start({ build, dataDir, user, fsync }: StartOptions): Promise<Bellwire | Refusal> {
  const child = spawn(
    process.execPath,
    [join(root, 'test/chaos/embedded-child.mjs'), build, dataDir, fsync],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      // Its own process group, as a terminal gives to a command.
      detached: true,
      cwd: '/',
      ...user,
    },
  );
  const [line] = await once(createInterface({ input: child.stdout! }), 'line');
  return { ...JSON.parse(line), process: child };
}

/** Ends a process with a signal and waits for its end. */
export async function end(bellwire: Bellwire, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  const { process: child } = bellwire;
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  const [code] = await ended;
  return code;
}

/** Writes one row that must still be there later. */
export async function remember(bellwire: Bellwire, word: string): Promise<void> {
  await query(bellwire, 'create table if not exists words (word text)');
  await query(bellwire, `insert into words values ('${word}')`);
}

/** Every row that was ever written. */
export async function remembered(bellwire: Bellwire): Promise<string[]> {
  const rows = await query<{ word: string }>(bellwire, 'select word from words order by word');
  return rows.map(({ word }) => word);
}

/** Runs one statement on a connection of its own. */
export async function query<Row extends object>({ connection }: Bellwire, text: string): Promise<Row[]> {
  const database = createDatabase({ connection, maxConnections: 1, log: silentLog });
  return database.query<Row>({ text }).finally(() => database.close());
}

/** Waits until something is so. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(10);
}
