import { BellwireError } from '../../base/errors.ts';
import { createLog } from '../../base/log.ts';
import { readConfig } from '../../config.ts';
import { createDatabase } from '../../store/create-database.ts';
import { migrate, pendingMigrations } from '../../store/migrate.ts';

/** Brings the schema up to date ahead of a start, or says what that would do. */
export async function migrateSchema(options: { dryRun?: boolean }): Promise<void> {
  const config = readConfig(process.env);
  if (config.databaseUrl === null) {
    throw new BellwireError(
      'invalid',
      'DATABASE_URL is not set. The embedded database is migrated at every start.',
    );
  }
  const log = createLog(config.logLevel);
  const connection = { connectionString: config.databaseUrl };
  const database = createDatabase({ connection, maxConnections: 2, log });
  try {
    const done = options.dryRun ? await pendingMigrations({ database }) : await migrate({ database, log });
    const word = options.dryRun ? 'pending' : 'applied';
    if (done.length === 0) console.log('The schema is up to date.');
    for (const { fileName } of done) console.log(`${word}: ${fileName}`);
  } finally {
    await database.close();
  }
}
