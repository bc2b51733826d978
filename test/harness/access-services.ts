import type { AccessServices } from '../../src/access/services.ts';
import { createIds } from '../../src/base/ids.ts';
import { createVault } from '../../src/store/vault.ts';
import { testDatabase } from './database.ts';
import { type MovableClock, movableClock } from './movable-clock.ts';
import { smallCatalogue } from './small-catalogue.ts';

/** What the verbs of access work with, on a database of its own. Call it in `beforeAll`, or at the top of a file. */
export async function testAccessServices(): Promise<AccessServices & { clock: MovableClock }> {
  const { database } = await testDatabase();
  const clock = movableClock();
  return {
    database,
    vault: createVault(Buffer.alloc(32, 7)),
    clock,
    ids: createIds(clock),
    catalogues: new Map([['small', smallCatalogue]]),
    seedObjects: async () => {},
  };
}
