import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, isServerOf } from './processes.ts';

/** What `postmaster.pid` in the data directory says about the server that wrote it. */
export interface PidFile {
  pid: number;
  port: number;
  /** Where to connect: the folder of its Unix socket, or its TCP address. */
  host: string;
  ready: boolean;
}

/** Reads the lines of `postmaster.pid`; undefined while the server has not written them all. */
export function parsePidFile(text: string): PidFile | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  const host = lines[4] || lines[5];
  if (!(pid > 0) || !(port > 0) || !host) return undefined;
  return { pid, port, host, ready: lines[7] === 'ready' };
}

/** The server that says it runs on that data; undefined when none does. */
export async function readPidFile(dataDirectory: string): Promise<PidFile | undefined> {
  return readFile(pathOf(dataDirectory), 'utf8').then(parsePidFile, () => undefined);
}

/** A number that no system gives to a process. */
const nobodysPid = 2_147_483_646;

/**
 * Makes PostgreSQL see that the server of a left-over `postmaster.pid` is dead, when another program has its
 * number now. The file is not removed: PostgreSQL also finds in it the shared memory of the old server, and so
 * refuses to start while a last process of that one still writes.
 */
export async function disownPidFile(dataDirectory: string): Promise<void> {
  const text = await readFile(pathOf(dataDirectory), 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const [first, ...rest] = text.split('\n');
  const pid = Number(first);
  if (!isAlive(pid) || (await isServerOf(pid, dataDirectory))) return;
  await writeFile(pathOf(dataDirectory), [nobodysPid, ...rest].join('\n'));
}

function pathOf(dataDirectory: string): string {
  return join(dataDirectory, 'postmaster.pid');
}
