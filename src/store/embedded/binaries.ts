import { randomBytes } from 'node:crypto';
import {
  access,
  chmod,
  constants,
  copyFile,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { makeSharedFolder, sharedFolder } from './folders.ts';
import type { Identity } from './identity.ts';
import type { Binaries } from './platform.ts';

/** One link that an npm package cannot carry: `target` is to point at `source`. */
interface Link {
  source: string;
  target: string;
}

/**
 * The folder with `bin`, `lib` and `share` to run PostgreSQL from. Usually that is node_modules itself; root
 * gets a copy where its unprivileged user can reach it, and so does a read-only install whose links are missing.
 */
export async function placeBinaries({
  binaries,
  identity,
  ownFolder,
}: {
  binaries: Binaries;
  identity: Identity | undefined;
  /** A folder that only the user running Bellwire can change. */
  ownFolder: string;
}): Promise<string> {
  const links = await readLinks(binaries.folder);
  if (identity !== undefined) {
    const candidates = [sharedFolder, join(tmpdir(), 'bellwire-root')];
    return copyBinaries(binaries, links, await makeSharedFolder(candidates, identity));
  }
  if (await allPresent(binaries.folder, links)) return binaries.folder;
  try {
    await makeLinks(binaries.folder, links);
    return binaries.folder;
  } catch {
    return copyBinaries(binaries, links, ownFolder);
  }
}

/**
 * Copies the binaries into `parent`, once per version. Several processes may do so at the same time: each makes
 * its own copy aside and renames it, and the first rename wins.
 */
export async function copyBinaries(binaries: Binaries, links: Link[], parent: string): Promise<string> {
  const target = join(parent, `postgresql-${binaries.version}-${process.platform}-${process.arch}`);
  if (await exists(target)) return target;
  const aside = `${target}.${randomBytes(6).toString('hex')}.new`;
  try {
    await copyFolder(binaries.folder, aside);
    await makeLinks(aside, links);
    await rename(aside, target);
  } catch (error) {
    if (!(await exists(target))) throw error;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return target;
}

/** Copies for everybody to read and run, since the install may have been made under a strict umask. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyFolder(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else {
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      await chmod(target, 0o755);
    }
  }
}

/** The list counts from the package's root; here everything counts from `native`, which may be moved. */
export async function readLinks(folder: string): Promise<Link[]> {
  const text = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  return (JSON.parse(text) as Link[]).map(({ source, target }) => ({
    source: relative('native', source),
    target: relative('native', target),
  }));
}

async function makeLinks(folder: string, links: readonly Link[]): Promise<void> {
  for (const { source, target } of links) {
    const path = join(folder, target);
    if (await exists(path)) continue;
    await symlink(relative(dirname(target), source), path).catch((error: NodeJS.ErrnoException) => {
      // Another process that starts at the same time made it.
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function allPresent(folder: string, links: readonly Link[]): Promise<boolean> {
  const found = await Promise.all(links.map(({ target }) => exists(join(folder, target))));
  return found.every(Boolean);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
