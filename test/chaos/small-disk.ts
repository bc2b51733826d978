import { execFile } from 'node:child_process';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A small file system that can be filled to the last byte. */
export interface SmallDisk {
  /** Why there is none; then everything lies on the file system of the folder, and nothing is filled. */
  missing: string | null;
  /** Answers with the megabytes that it took. */
  fill(): Promise<number>;
  free(): Promise<void>;
  /** Takes it away with all that is on it. */
  remove(): Promise<void>;
}

const run = promisify(execFile);

/** Mounts one at a folder that exists. That needs Linux and root; elsewhere it says so and does without. */
export async function mountSmallDisk(folder: string, megabytes: number): Promise<SmallDisk> {
  const missing = await mount(folder, megabytes);
  const ballast = join(folder, 'ballast');
  return {
    missing,
    async fill() {
      const file = await open(ballast, 'w');
      let written = 0;
      try {
        for (let size = 4 * 2 ** 20; size >= 4096; ) {
          try {
            written += (await file.write(Buffer.alloc(size, 1))).bytesWritten;
          } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
            size /= 2;
          }
        }
      } finally {
        await file.close();
      }
      const { bavail } = await statfs(folder);
      if (bavail > 16) throw new Error(`The disk was to be full, and ${bavail} blocks are free.`);
      return Math.round(written / 2 ** 20);
    },
    free: () => rm(ballast, { force: true }),
    async remove() {
      if (missing === null) await run('umount', ['-l', folder]);
    },
  };
}

async function mount(folder: string, megabytes: number): Promise<string | null> {
  if (process.platform !== 'linux') return 'a small file system is made on Linux only';
  if (process.getuid?.() !== 0) return 'only root may mount a small file system';
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', folder]);
    return null;
  } catch {
    return 'this machine does not let root mount a small file system';
  }
}
