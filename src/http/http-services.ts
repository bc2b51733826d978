import type { FastifyPluginAsync } from 'fastify';
import type { Access } from '../access/access.ts';
import type { AuditLog } from '../access/audit/audit-log.ts';
import type { Credentials } from '../access/credentials/credentials.ts';
import type { Organizations } from '../access/organizations/organizations.ts';
import type { Sessions } from '../access/sessions/sessions.ts';
import type { Tokens } from '../access/tokens/tokens.ts';
import type { Clock } from '../base/clock.ts';
import type { Ids } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { MetricsText } from '../base/metrics.ts';
import type { Tracing } from '../base/tracing/tracing.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { EventTypes } from '../event-types/event-types.ts';
import type { Usage } from '../metering/usage.ts';
import type { Uses } from '../metering/uses.ts';
import type { Objects } from '../objects/objects.ts';
import type { Again } from '../pipeline/again/again.ts';
import type { Changes } from '../pipeline/changes/changes.ts';
import type { Figures } from '../pipeline/figures/figures.ts';
import type { Feed } from '../pipeline/log/feed.ts';
import type { DeliveryLog } from '../pipeline/log/log.ts';
import type { Operations } from '../pipeline/operations/operations.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';

/** Everything the server needs. `main` puts it together. */
export interface HttpServices {
  access: Access;
  organizations: Organizations;
  tokens: Tokens;
  sessions: Sessions;
  credentials: Credentials;
  auditLog: AuditLog;
  webhooks: Webhooks;
  objects: Objects;
  /** By the name of the dialect. */
  catalogues: ReadonlyMap<string, Catalogue>;
  eventTypes: EventTypes;
  deliveryLog: DeliveryLog;
  figures: Figures;
  feed: Feed;
  operations: Operations;
  /** How often a stream shows that it lives, and looks whether it may; mostly for tests. */
  streamBeatMs?: number;
  /** Saves events that another system tells of. */
  publish: Changes['publish'];
  /** Counts what callers of APIs have used. */
  usage: Usage;
  /** What has been used, for those who look at it. */
  uses: Uses;
  again: Again;
  /** The management APIs of the dialects: `{ prefix: '/mashery', routes }`. */
  dialects: readonly { prefix: string; routes: FastifyPluginAsync }[];
  /** Where the console is built into; without it, a page says how to build it. */
  consoleFolder?: string;
  /** Throws when Bellwire cannot do its work at this moment, as when the database does not answer. */
  checkReady(): Promise<void>;
  /** What `/metrics` answers; without it there is no such path. A token of null lets everyone read. */
  metrics?: { source: MetricsText; token: string | null };
  /** Traces nothing where it is not given. */
  tracing?: Tracing;
  log: Log;
  clock: Clock;
  ids: Ids;
  /** Serves what operators ask for and no API: this node only sends. */
  operatorsOnly?: boolean;
  /** Of Bellwire, for the OpenAPI document. */
  version: string;
}
