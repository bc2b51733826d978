import { access, constants, mkdir, realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { BellwireError, messageOf } from '../../base/errors.ts';
import { makeFolder } from './folders.ts';

/** The files in the data folder beside the data itself. */
export function files(dataDir: string) {
  return {
    log: join(dataDir, 'postgres.log'),
    password: join(dataDir, 'postgres.password'),
    location: join(dataDir, 'postgres.location'),
    owner: join(dataDir, 'postgres.owner'),
    starting: join(dataDir, 'postgres.starting'),
  };
}

/** Makes the data folder where it is missing, and returns its path without symbolic links. */
export async function makeDataDir(dataDir: string): Promise<string> {
  const path = resolve(dataDir);
  try {
    await mkdir(dirname(path), { recursive: true });
    // Root's server user has to pass through; it can list nothing, and the files have modes of their own.
    await makeFolder(path, process.getuid?.() === 0 ? 0o711 : 0o700);
    const real = await realpath(path);
    await access(real, constants.R_OK | constants.W_OK | constants.X_OK);
    return real;
  } catch (cause) {
    throw new BellwireError(
      'unavailable',
      `The data folder ${path} cannot be used: ${messageOf(cause)}. ` +
        'Choose one that this user may write to, or set DATABASE_URL.',
      [],
      { cause },
    );
  }
}
