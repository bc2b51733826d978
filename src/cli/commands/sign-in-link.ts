import { createSignInLink } from '../../access/sessions/sign-in-link.ts';
import { systemClock } from '../../base/clock.ts';
import { createIds } from '../../base/ids.ts';
import { createLog } from '../../base/log.ts';
import { readConfig } from '../../config.ts';
import { createDatabase } from '../../store/create-database.ts';
import { joinEmbedded } from '../../store/embedded/join.ts';
import { linkTo } from '../sign-in-link.ts';

/** Prints the console's address with a link that signs in once. For whoever may read the data folder or the database. */
export async function printSignInLink({ url }: { url?: string }): Promise<void> {
  const config = readConfig(process.env);
  const connection =
    config.databaseUrl === null
      ? await joinEmbedded(config.dataDir)
      : { connectionString: config.databaseUrl };
  const database = createDatabase({ connection, maxConnections: 1, log: createLog(config.logLevel) });
  try {
    const secret = await createSignInLink({ database, clock: systemClock, ids: createIds(systemClock) });
    console.log(linkTo(url ?? `http://${config.host}:${config.port}`, secret));
  } finally {
    await database.close();
  }
}
