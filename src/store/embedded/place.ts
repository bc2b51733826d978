import { access, chown, lstat, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BellwireError } from '../../base/errors.ts';
import { files } from './data-dir.ts';
import { makeFolder, makeSharedFolder, mayReach, sharedFolder } from './folders.ts';
import { type Identity, identityFor } from './identity.ts';
import { locate, socketFolderFor } from './location.ts';
import { readPassword } from './password.ts';
import { noBinary } from './platform.ts';

/** Everything that is known about one embedded database before anything runs. */
export interface Place {
  /** The data folder, made and without symbolic links. */
  dataDir: string;
  /** What PostgreSQL calls its data directory. */
  dataDirectory: string;
  /** Whether there is data in it already. */
  present: boolean;
  /** Whether the data directory lies outside the data folder. */
  elsewhere: boolean;
  identity: Identity | undefined;
  password: string;
}

/** Finds out where the data lies or is to lie, and whose it is. Call it under the start lock. */
export async function findPlace(dataDir: string): Promise<Place> {
  const { location, password: passwordFile } = files(dataDir);
  const inPlace = join(dataDir, 'postgres');
  const recorded = await readFile(location, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  );
  const present = await holdsData(recorded ?? inPlace);
  if (recorded !== undefined && !present) {
    throw new BellwireError(
      'conflict',
      `${location} says that the database is in ${recorded}, but there is none. ` +
        'Bring it back; or, to begin afresh, remove that file.',
    );
  }
  const identity = await identityFor(recorded ?? inPlace);
  const reachable = identity === undefined || (await mayReach(dataDir, identity));
  const secret = await readPassword(passwordFile, present);
  const found = locate({ dataDir, recorded, reachable, present, sharedFolder, secret });
  if (found.kind === 'cut-off') {
    throw new BellwireError(
      'conflict',
      `The database in ${inPlace} belongs to user ${identity?.uid}, who may not enter every folder above it. ` +
        'Open those folders for that user (chmod o+x), or start Bellwire as that user.',
    );
  }
  const elsewhere = found.kind === 'elsewhere';
  if (elsewhere && identity !== undefined) await makeSharedFolder([sharedFolder], identity);
  return {
    dataDir,
    dataDirectory: found.dataDirectory,
    // A start that died before it wrote down where the data lies has left it there all the same.
    present: present || (await holdsData(found.dataDirectory)),
    elsewhere,
    identity,
    password: secret,
  };
}

/** Makes the folder for the server's socket, which only the server's user (and root) may enter. */
export async function makeSocketFolder({ dataDirectory, identity }: Place): Promise<string> {
  const folder = socketFolderFor(dataDirectory, tmpdir());
  if (folder === dataDirectory) return folder;
  await makeFolder(folder, 0o700);
  const found = await lstat(folder);
  const self = process.getuid?.();
  const trusted = [self, identity?.uid].includes(found.uid) && (found.mode & 0o077) === 0;
  if (!found.isDirectory() || !trusted) throw noBinary(`${folder} is not a private folder of this user`);
  if (identity !== undefined) await chown(folder, identity.uid, identity.gid);
  return folder;
}

/** Whether there is a PostgreSQL data directory at `path`. */
async function holdsData(path: string): Promise<boolean> {
  try {
    await access(join(path, 'PG_VERSION'));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') return false;
    const owner = await stat(path).catch(() => undefined);
    throw new BellwireError(
      'conflict',
      `The database in ${path} belongs to another user${owner === undefined ? '' : ` (${owner.uid})`}: ` +
        'Bellwire was started as that user or as root before. Start it so again, or choose another data folder.',
      [],
      { cause: error },
    );
  }
}
