import type { Clock } from '../base/clock.ts';
import type { Ids } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { Metrics, MetricsText } from '../base/metrics.ts';
import type { Roles } from '../base/roles.ts';
import type { Tracing } from '../base/tracing/tracing.ts';
import type { Config } from '../config.ts';
import type { AddressGuard } from '../pipeline/delivery/http/address-guard.ts';
import type { Lookup } from '../pipeline/delivery/http/lookup.ts';
import type { Database } from '../store/database.ts';
import type { Vault } from '../store/vault.ts';

/** What every part is built on. */
export interface Base {
  config: Config;
  log: Log;
  clock: Clock;
  ids: Ids;
  database: Database;
  vault: Vault;
  /** No other node can share the database. */
  alone: boolean;
  roles: Roles;
  metrics: Metrics & MetricsText;
  guard: AddressGuard;
  /** Resolves the names of receivers. */
  lookup: Lookup;
  tracing: Tracing;
}
