import { mkdir, mkdtemp, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyBinaries, placeBinaries, readLinks } from './binaries.ts';

describe('the place of the binaries', () => {
  let root: string;
  let folder: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'bellwire-binaries-'));
    folder = join(root, 'native');
    await mkdir(join(folder, 'lib'), { recursive: true });
    await writeFile(join(folder, 'lib/libpq.so.5.18'), 'code', { mode: 0o600 });
    const link = { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' };
    await writeFile(join(folder, 'pg-symlinks.json'), JSON.stringify([link]));
  });
  afterEach(() => rm(root, { recursive: true }));

  const place = () =>
    placeBinaries({
      binaries: { folder, version: '18.4' },
      identity: undefined,
      ownFolder: join(root, 'own'),
    });

  it('is where npm put them, for an ordinary user', async () => {
    await symlink('libpq.so.5.18', join(folder, 'lib/libpq.so.5'));

    expect(await place()).toBe(folder);
  });

  it('gets the links that npm was told not to make', async () => {
    expect(await Promise.all([place(), place()])).toEqual([folder, folder]);
    expect(await readlink(join(folder, 'lib/libpq.so.5'))).toBe('libpq.so.5.18');
  });

  it('is a whole copy that all may run, made once, when several need one at the same time', async () => {
    const links = await readLinks(folder);
    const copies = Array.from({ length: 4 }, () => copyBinaries({ folder, version: '18.4' }, links, root));

    const [target, ...others] = new Set(await Promise.all(copies));

    expect(others).toEqual([]);
    expect(await readFile(join(target!, 'lib/libpq.so.5'), 'utf8')).toBe('code');
    expect((await stat(join(target!, 'lib/libpq.so.5'))).mode & 0o777).toBe(0o755);
    expect((await stat(join(target!, 'lib'))).mode & 0o777).toBe(0o755);
  });
});
