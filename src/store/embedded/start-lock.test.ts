import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { underStartLock } from './start-lock.ts';

describe('the start lock', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bellwire-lock-'));
    file = join(folder, 'lock');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('lets one in at a time, and leaves nothing behind', async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await readFile(file);
      inside -= 1;
    };

    await Promise.all(Array.from({ length: 8 }, () => underStartLock(file, work)));

    expect(most).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is given back when the work fails', async () => {
    const failing = underStartLock(file, async () => {
      throw new Error('no');
    });

    await expect(failing).rejects.toThrow('no');
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken from a process that is dead', async () => {
    await writeFile(file, '2147483646 gone\n');

    expect(await underStartLock(file, async () => 'in')).toBe('in');
  });

  it('is taken from a process that does not renew it, as when its number was given away', async () => {
    await writeFile(file, `${process.pid} gone\n`);
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(file, longAgo, longAgo);

    expect(await underStartLock(file, async () => 'in')).toBe('in');
  });
});
