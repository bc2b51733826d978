import type { Clock } from '../base/clock.ts';
import type { Ids } from '../base/ids.ts';
import type { Changes } from '../pipeline/changes/changes.ts';
import type { Database } from '../store/database.ts';
import type { Vault } from '../store/vault.ts';

/** What the verbs on objects work with. */
export interface ObjectsServices {
  database: Database;
  clock: Clock;
  ids: Ids;
  changes: Changes;
  /** Seals what objects keep to themselves. */
  vault: Vault;
  /** Takes whole numbers for new objects. */
  numbers(count: number): Promise<number[]>;
}
