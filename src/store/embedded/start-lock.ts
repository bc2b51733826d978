import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './processes.ts';

/** A holder renews its lock far more often than this; an older lock is one whose holder is gone. */
const staleAfterMs = 30_000;

/**
 * Runs `work` while no other process does so under the same lock file. It guards the moments in which a server
 * is looked for, made or started; who may use the data from then on is for `owner.ts`.
 */
export async function underStartLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  // Linked into place with its content: nobody ever sees a lock that does not say whose it is.
  const mine = `${file}.${randomBytes(6).toString('hex')}`;
  const content = `${process.pid} ${mine}\n`;
  await writeFile(mine, content, { mode: 0o644 });
  try {
    for (;;) {
      // Its age counts from the moment it becomes the lock, not from when the waiting began.
      await touch(mine);
      if (await linked(mine, file)) break;
      await removeStale(file);
      await sleep(20);
    }
  } finally {
    await rm(mine, { force: true });
  }
  const renewal = setInterval(() => touch(file), staleAfterMs / 6);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    if ((await read(file)) === content) await rm(file, { force: true });
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function removeStale(file: string): Promise<void> {
  const content = await read(file);
  if (content === undefined) return;
  const pid = Number.parseInt(content, 10);
  const age = await stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  if (isAlive(pid) && age < staleAfterMs) return;
  // Renamed first: of several that find it stale, one gets it. Should that one have taken a new lock by
  // mistake, it puts it back.
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  await rename(file, aside).catch(() => {});
  if ((await read(aside)) !== content) await link(aside, file).catch(() => {});
  await rm(aside, { force: true });
}

async function read(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

async function touch(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => {});
}
