import { systemClock } from '../../base/clock.ts';
import { createIds } from '../../base/ids.ts';
import { createLog } from '../../base/log.ts';
import { readConfig } from '../../config.ts';
import { audit } from '../../store/audit.ts';
import { createDatabase } from '../../store/create-database.ts';
import type { Database } from '../../store/database.ts';
import { startEmbedded } from '../../store/embedded/start.ts';
import { migrate } from '../../store/migrate.ts';
import { countSecrets, type RotatedColumn, rotateSecrets } from '../../store/rotate-secrets.ts';
import { secretKeys } from '../../store/secret-key.ts';
import { createVault, type Vault } from '../../store/vault.ts';

/**
 * Seals every secret with the newest key, or counts what there is to seal. Exits with 1 while older keys are still
 * needed. The embedded database must not be in use; on a server of one's own the nodes go on.
 */
export async function rotateSealedSecrets(options: { dryRun?: boolean }): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  // A key that is made now would open nothing.
  const vault = createVault(...(await secretKeys(config, async () => false)));
  const embedded = config.databaseUrl === null ? await startEmbedded({ dataDir: config.dataDir, log }) : null;
  try {
    const connection = embedded?.connection ?? { connectionString: config.databaseUrl ?? '' };
    const database = createDatabase({ connection, maxConnections: 1, log });
    try {
      // As at every start of it; on a server of one's own the nodes may be of another version than this.
      if (embedded !== null) await migrate({ database, log });
      const input = { queries: database, vault };
      print(options.dryRun ? await countSecrets(input) : await rotated(input));
    } finally {
      await database.close();
    }
  } finally {
    await embedded?.stop();
  }
}

/** Written down when it is done: it is many transactions, and one that was stopped is run again. */
async function rotated({ queries, vault }: { queries: Database; vault: Vault }): Promise<RotatedColumn[]> {
  const columns = await rotateSecrets({ queries, vault });
  const details = Object.fromEntries(
    columns.map(({ name, resealed, outdated }) => [name, { resealed, outdated }]),
  );
  const act = { organizationId: null, action: 'secrets.resealed', target: { id: null }, details } as const;
  const services = { clock: systemClock, ids: createIds(systemClock) };
  const by = { actor: 'command', name: 'rotate-secrets' };
  await queries.transaction((tx) => audit(tx, services, by, [act]));
  return columns;
}

function print(columns: readonly RotatedColumn[]): void {
  for (const { name, all, resealed, outdated, unreadable } of columns) {
    console.log(`${name}: ${all} in all, ${resealed} sealed anew, ${outdated} under older keys`);
    for (const { organizationId, id, reason } of unreadable) {
      console.error(`  ${id} of organization ${organizationId} could not be opened: ${reason}`);
    }
  }
  if (columns.every(({ outdated }) => outdated === 0)) {
    console.log('Everything is sealed with the newest key; older ones are needed for backups only.');
    return;
  }
  console.log('Older keys are still needed.');
  process.exitCode = 1;
}
