import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secretKeysFromFile, secretKeysFromText } from './secret-key.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bellwire-key-'));
});
afterEach(() => rm(folder, { recursive: true }));

const always = async () => true;
const never = async () => false;

describe('the key from a setting', () => {
  it('takes the base64 of 32 bytes, with or without padding and line end', () => {
    const key = Buffer.alloc(32, 9);
    const text = key.toString('base64');
    for (const spelling of [text, `${text}\n`, text.replace(/=+$/, '')]) {
      expect(secretKeysFromText(spelling, 'SECRET_KEY')).toEqual([key]);
    }
  });

  it('takes several with commas between them, the newest first', () => {
    const keys = [Buffer.alloc(32, 9), Buffer.alloc(32, 8), Buffer.alloc(32, 7)];
    const texts = keys.map((key) => key.toString('base64'));
    for (const text of [texts.join(','), texts.join(' , '), `${texts.join(',\n')}\n`]) {
      expect(secretKeysFromText(text, 'SECRET_KEY')).toEqual(keys);
    }
    for (const wrong of [`${texts[0]},`, `,${texts[0]}`, `${texts[0]} ${texts[1]}`, `${texts[0]},hunter2`]) {
      expect(() => secretKeysFromText(wrong, 'SECRET_KEY')).toThrow(/^SECRET_KEY must be/);
    }
  });

  it('refuses anything else, naming the setting and not the value', () => {
    const short = Buffer.alloc(16, 9).toString('base64');
    for (const wrong of ['', 'hunter2', short, `${'*'.repeat(43)}=`, 'a'.repeat(64)]) {
      const attempt = () => secretKeysFromText(wrong, 'SECRET_KEY');
      expect(attempt).toThrow(/^SECRET_KEY must be the base64 of 32 random bytes/);
      if (wrong !== '') expect(attempt).not.toThrow(wrong);
    }
  });
});

describe('the key from a file', () => {
  it('makes the file at the first start, for its owner alone, and gives the same key from then on', async () => {
    const path = join(folder, 'data', 'secret.key');
    const [key, ...others] = await secretKeysFromFile(path, always);
    expect(key).toHaveLength(32);
    expect(others).toEqual([]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await secretKeysFromFile(path, never)).toEqual([key]);
  });

  it('is not made where another key is needed, and says what to do', async () => {
    const path = join(folder, 'data', 'secret.key');
    await expect(secretKeysFromFile(path, never)).rejects.toThrow(
      `no key file ${path}. Put it there from a backup`,
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('is that of whoever made it while one looked whether it is needed', async () => {
    const path = join(folder, 'secret.key');
    const another = async () => {
      await secretKeysFromFile(path, always);
      return false;
    };
    expect(await secretKeysFromFile(path, another)).toEqual(await secretKeysFromFile(path, never));
  });

  it('gives one key to all who start at about the same time, and leaves nothing beside it', async () => {
    for (let round = 0; round < 10; round += 1) {
      const path = join(folder, `${round}.key`);
      const start = async (_: unknown, index: number) => {
        // A little apart, so that some look for the file while others are making it.
        await sleep(index / 5);
        return (await secretKeysFromFile(path, always)).join();
      };
      expect(new Set(await Promise.all(Array.from({ length: 20 }, start))).size).toBe(1);
    }
    expect(await readdir(folder)).toHaveLength(10);
  });

  it('refuses a file that others may read, and says what to do', async () => {
    const path = join(folder, 'secret.key');
    await secretKeysFromFile(path, always);
    for (const mode of [0o640, 0o604, 0o660]) {
      await chmod(path, mode);
      await expect(secretKeysFromFile(path, always)).rejects.toThrow(`chmod 600 ${path}`);
    }
  });

  it('holds several keys on lines of their own, the newest first', async () => {
    const path = join(folder, 'secret.key');
    const [old] = await secretKeysFromFile(path, always);
    const newest = Buffer.alloc(32, 9);
    await writeFile(path, `${newest.toString('base64')}\r\n\n${old.toString('base64')}\n`);
    expect(await secretKeysFromFile(path, always)).toEqual([newest, old]);
    await writeFile(path, `${newest.toString('base64')}\nhunter2\n`);
    await expect(secretKeysFromFile(path, always)).rejects.toThrow(/on each line/);
  });

  it('refuses a file that holds no key', async () => {
    const path = join(folder, 'secret.key');
    await writeFile(path, 'not a key', { mode: 0o600 });
    await expect(secretKeysFromFile(path, always)).rejects.toThrow(/does not hold the base64 of 32 bytes/);
  });
});
