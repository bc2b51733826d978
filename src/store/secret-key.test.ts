import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secretKeyFromFile, secretKeyFromText } from './secret-key.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bellwire-key-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the key from a setting', () => {
  it('takes the base64 of 32 bytes, with or without padding and line end', () => {
    const key = Buffer.alloc(32, 9);
    const text = key.toString('base64');
    for (const spelling of [text, `${text}\n`, text.replace(/=+$/, '')]) {
      expect(secretKeyFromText(spelling, 'SECRET_KEY').equals(key)).toBe(true);
    }
  });

  it('refuses anything else, naming the setting and not the value', () => {
    const short = Buffer.alloc(16, 9).toString('base64');
    for (const wrong of ['', 'hunter2', short, `${'*'.repeat(43)}=`, 'a'.repeat(64)]) {
      const attempt = () => secretKeyFromText(wrong, 'SECRET_KEY');
      expect(attempt).toThrow(/^SECRET_KEY must be the base64 of 32 random bytes/);
      if (wrong !== '') expect(attempt).not.toThrow(wrong);
    }
  });
});

describe('the key from a file', () => {
  it('makes the file at the first start, for its owner alone, and gives the same key from then on', async () => {
    const path = join(folder, 'data', 'secret.key');
    const key = await secretKeyFromFile(path);
    expect(key).toHaveLength(32);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await secretKeyFromFile(path)).equals(key)).toBe(true);
  });

  it('gives one key to all who start at about the same time, and leaves nothing beside it', async () => {
    for (let round = 0; round < 10; round += 1) {
      const path = join(folder, `${round}.key`);
      const start = async (_: unknown, index: number) => {
        // A little apart, so that some look for the file while others are making it.
        await sleep(index / 5);
        return (await secretKeyFromFile(path)).toString('hex');
      };
      expect(new Set(await Promise.all(Array.from({ length: 20 }, start))).size).toBe(1);
    }
    expect(await readdir(folder)).toHaveLength(10);
  });

  it('refuses a file that others may read, and says what to do', async () => {
    const path = join(folder, 'secret.key');
    await secretKeyFromFile(path);
    for (const mode of [0o640, 0o604, 0o660]) {
      await chmod(path, mode);
      await expect(secretKeyFromFile(path)).rejects.toThrow(`chmod 600 ${path}`);
    }
  });

  it('refuses a file that holds no key', async () => {
    const path = join(folder, 'secret.key');
    await writeFile(path, 'not a key', { mode: 0o600 });
    await expect(secretKeyFromFile(path)).rejects.toThrow(/does not hold the base64 of 32 bytes/);
  });
});
