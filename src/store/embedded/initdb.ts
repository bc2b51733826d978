import { execFile } from 'node:child_process';
import { chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { BellwireError, messageOf } from '../../base/errors.ts';
import type { Place } from './place.ts';
import { noBinary } from './platform.ts';
import { initdbArguments, serverEnvironment } from './settings.ts';

/** The user and the database inside the embedded server. */
export const databaseName = 'bellwire';

/**
 * Makes the data directory. It is made aside and renamed when it is whole: dying halfway leaves nothing that a
 * later start could take for a database.
 */
export async function initialize(place: Place, binaries: string, fsync: boolean): Promise<void> {
  const { dataDirectory, identity } = place;
  const aside = `${dataDirectory}.new`;
  const passwordFile = `${dataDirectory}.pwfile`;
  await rm(aside, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  try {
    await mkdir(aside, { mode: 0o700 });
    await writeFile(passwordFile, place.password, { mode: 0o600, flag: 'wx' });
    if (identity !== undefined) {
      for (const path of [aside, passwordFile]) await chown(path, identity.uid, identity.gid);
    }
    await promisify(execFile)(
      join(binaries, 'bin', 'initdb'),
      initdbArguments({ dataDirectory: aside, user: databaseName, passwordFile, fsync }),
      { cwd: aside, env: serverEnvironment(process.env), windowsHide: true, ...identity },
    );
    await rename(aside, dataDirectory);
    await syncFolder(dirname(dataDirectory));
  } catch (error) {
    throw noBinary(
      `The bundled PostgreSQL could not make its data in ${dataDirectory}: ${lastWords(error)}`,
      error,
    );
  } finally {
    await rm(passwordFile, { force: true });
    await rm(aside, { recursive: true, force: true });
  }
}

/** Refuses data of another major version of PostgreSQL, which the server could not read. */
export async function refuseOtherVersion(dataDirectory: string, version: string): Promise<void> {
  const found = (await readFile(join(dataDirectory, 'PG_VERSION'), 'utf8')).trim();
  const expected = version.split('.')[0];
  if (found === expected) return;
  throw new BellwireError(
    'conflict',
    `The database in ${dataDirectory} was made by PostgreSQL ${found}; this Bellwire brings PostgreSQL ${expected}. ` +
      'Start the Bellwire that made it, or move the data to a server of your own and set DATABASE_URL.',
  );
}

/** A rename is only safe from a power cut once its folder is written. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

function lastWords(error: unknown): string {
  const { stderr } = error as { stderr?: string };
  return (stderr || messageOf(error)).trim().split('\n').slice(-3).join(' ');
}
