import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { BellwireError } from '../../base/errors.ts';
import { type EmbeddedConnection, findRunning } from './connect.ts';
import { files } from './data-dir.ts';
import { databaseName } from './initdb.ts';
import { findPlace } from './place.ts';
import { underStartLock } from './start-lock.ts';

/**
 * How to reach the embedded server that a Bellwire runs on that data folder, for a short question beside it. Starts
 * and makes nothing; throws `unavailable` where nothing runs.
 */
export async function joinEmbedded(dataDir: string): Promise<EmbeddedConnection> {
  const folder = resolve(dataDir);
  const running = existsSync(files(folder).password)
    ? await underStartLock(files(folder).starting, async () => {
        const { dataDirectory, password } = await findPlace(folder);
        const found = await findRunning(dataDirectory, password);
        return (
          found && {
            host: found.host,
            port: found.port,
            user: databaseName,
            password,
            database: databaseName,
          }
        );
      })
    : undefined;
  if (running === undefined) {
    throw new BellwireError(
      'unavailable',
      `No Bellwire runs on ${folder}. Start it first, or set DATABASE_URL.`,
    );
  }
  return running;
}
