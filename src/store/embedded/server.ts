import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../base/log.ts';
import type { Identity } from './identity.ts';
import { disownPidFile, type PidFile, readPidFile } from './pid-file.ts';
import { noBinary } from './platform.ts';
import { isServerOf } from './processes.ts';
import { type ServerSettings, serverArguments, serverEnvironment } from './settings.ts';

/** A running server: where to connect, and how to see that it is gone. */
export interface Server {
  pid: number;
  host: string;
  port: number;
  /** Whether the process has ended. */
  gone(): Promise<boolean>;
}

/** What `launch` needs. */
export interface LaunchOptions {
  binaries: string;
  identity: Identity | undefined;
  settings: ServerSettings;
  logFile: string;
  log: Log;
}

const logLimitBytes = 10 * 1024 * 1024;
const lastProcessGoneMs = 10_000;

/** Starts the server and waits until it takes connections. */
export async function launch(options: LaunchOptions): Promise<Server> {
  const { dataDirectory } = options.settings;
  await rotate(options.logFile);
  await disownPidFile(dataDirectory);
  const startedMs = performance.now();
  for (;;) {
    const attempt = await launchOnce(options);
    if ('server' in attempt) return attempt.server;
    // The master process was killed and its children are still noticing: they hold the shared memory.
    const patient = /shared memory block|lock file/.test(attempt.lastWords);
    if (!patient || performance.now() - startedMs > lastProcessGoneMs) {
      throw noBinary(`The bundled PostgreSQL did not start: ${attempt.lastWords} (see ${options.logFile})`);
    }
    await sleep(100);
  }
}

/** A server that another Bellwire left running. */
export function adopt({ pid, host, port }: PidFile, dataDirectory: string): Server {
  return { pid, host, port, gone: async () => !(await isServerOf(pid, dataDirectory)) };
}

const fastShutdown = 'SIGINT';
const immediateShutdown = 'SIGQUIT';
const patienceMs = 60_000;

/** Stops the server: running statements are cut off, what was committed is written, then it ends. */
export async function shutDown(server: Server, log: Log): Promise<void> {
  if (await server.gone()) return;
  signal(server.pid, fastShutdown);
  const startedMs = performance.now();
  let forced = false;
  while (!(await server.gone())) {
    if (!forced && performance.now() - startedMs > patienceMs) {
      forced = true;
      log.warn(
        { pid: server.pid },
        'the embedded PostgreSQL does not stop, cutting it off; it recovers at the next start',
      );
      signal(server.pid, immediateShutdown);
    }
    await sleep(10);
  }
}

async function launchOnce(options: LaunchOptions): Promise<{ server: Server } | { lastWords: string }> {
  const { settings, identity, binaries, logFile, log } = options;
  const output = await open(logFile, 'a', 0o600);
  const { size } = await output.stat();
  let child: ChildProcess;
  try {
    child = spawn(join(binaries, 'bin', 'postgres'), serverArguments(settings), {
      cwd: settings.dataDirectory,
      env: serverEnvironment(process.env),
      stdio: ['ignore', output.fd, output.fd],
      // Its own process group: Ctrl-C in the terminal is for Bellwire, which stops the server when it is done.
      detached: true,
      windowsHide: true,
      ...identity,
    });
    await once(child, 'spawn');
  } catch (error) {
    throw noBinary(`The bundled PostgreSQL in ${binaries} cannot be run: ${String(error)}`, error);
  } finally {
    await output.close();
  }
  child.unref();
  const pid = child.pid!;
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  const startedMs = performance.now();
  let reported = 0;
  while (!ended()) {
    const file = await readPidFile(settings.dataDirectory);
    if (file?.pid === pid && file.ready) {
      return { server: { pid, host: file.host, port: file.port, gone: async () => ended() } };
    }
    // Recovery after a crash takes as long as it takes; giving up would only start it again from the beginning.
    const seconds = Math.floor((performance.now() - startedMs) / 5_000) * 5;
    if (seconds > reported) {
      reported = seconds;
      log.info({ seconds, log: logFile }, 'the embedded PostgreSQL is still starting');
    }
    await sleep(10);
  }
  return { lastWords: lastWords((await readFile(logFile)).subarray(size).toString()) };
}

function lastWords(text: string): string {
  const lines = text.trim().split('\n');
  const telling = lines.filter((line) => /FATAL|PANIC|error/i.test(line));
  return (telling.length > 0 ? telling : lines).slice(-2).join(' ') || 'it ended without a word';
}

async function rotate(logFile: string): Promise<void> {
  const found = await stat(logFile).catch(() => undefined);
  if (found !== undefined && found.size > logLimitBytes) await rename(logFile, `${logFile}.1`);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
