import { chmod, lstat, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Identity, mayEnter } from './identity.ts';
import { noBinary } from './platform.ts';

/** What root shares with the user that runs the server: copied binaries, and data that has no better place. */
export const sharedFolder = '/var/lib/bellwire';

/** Whether that user may pass through `folder` and every folder above it. */
export async function mayReach(folder: string, identity: Identity): Promise<boolean> {
  if (!mayEnter(await stat(folder), identity)) return false;
  const parent = dirname(folder);
  return parent === folder || mayReach(parent, identity);
}

/**
 * Makes the first of `candidates` that can be made: root's own, for all to enter and nobody else to change.
 * A folder that somebody else prepared is never used, since root would run what lies in it.
 */
export async function makeSharedFolder(candidates: readonly string[], identity: Identity): Promise<string> {
  const reasons: string[] = [];
  for (const folder of candidates) {
    try {
      await mkdir(dirname(folder), { recursive: true });
      await makeFolder(folder, 0o755);
      const found = await lstat(folder);
      const ours = found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0;
      if (ours && (await mayReach(folder, identity))) return folder;
      reasons.push(
        `${folder} is ${ours ? 'out of reach for an unprivileged user' : 'not only root’s to change'}`,
      );
    } catch (error) {
      reasons.push(String(error instanceof Error ? error.message : error));
    }
  }
  throw noBinary(
    `Run as root, the bundled PostgreSQL needs a folder that its own user may enter (${reasons.join('; ')})`,
  );
}

/** Makes a folder with exactly this mode, whatever the umask; leaves one that is there as it is. */
export async function makeFolder(folder: string, mode: number): Promise<void> {
  try {
    await mkdir(folder, { mode });
    await chmod(folder, mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
