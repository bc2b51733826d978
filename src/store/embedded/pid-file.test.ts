import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { disownPidFile, parsePidFile, readPidFile } from './pid-file.ts';
import { isAlive } from './processes.ts';

describe('postmaster.pid', () => {
  const lines = (pid: number) => `${pid}\n/data\n1700000000\n5432\n/run/bell\n\n  123 456\nready   \n`;
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bellwire-pid-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('says where its server listens', () => {
    expect(parsePidFile(lines(7))).toEqual({ pid: 7, port: 5432, host: '/run/bell', ready: true });
    expect(parsePidFile('7\n/data\n1700000000\n5433\n\n127.0.0.1\n')).toEqual({
      pid: 7,
      port: 5433,
      host: '127.0.0.1',
      ready: false,
    });
  });

  it('says nothing before it is written', async () => {
    expect(parsePidFile('')).toBeUndefined();
    expect(parsePidFile('7\n/data\n')).toBeUndefined();
    expect(await readPidFile(folder)).toBeUndefined();
  });

  it('is made to name nobody when another program has the number, and keeps the rest', async () => {
    await writeFile(join(folder, 'postmaster.pid'), lines(process.pid));

    await disownPidFile(folder);

    const found = await readPidFile(folder);
    expect(isAlive(found!.pid)).toBe(false);
    expect(await readFile(join(folder, 'postmaster.pid'), 'utf8')).toBe(lines(found!.pid));
  });
});
