import type { FastifyPluginAsync } from 'fastify';
import type { Access } from '../access/access.ts';
import type { AuditLog } from '../access/audit/audit-log.ts';
import type { Clock } from '../base/clock.ts';
import type { Ids } from '../base/ids.ts';
import type { JsonObject } from '../base/json.ts';
import type { Log } from '../base/log.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ObjectRecord } from '../catalogue/object-record.ts';
import type { MeteredDialect } from '../metering/metered-dialect.ts';
import type { Usage } from '../metering/usage.ts';
import type { Uses } from '../metering/uses.ts';
import type { Objects } from '../objects/objects.ts';
import type { Along } from '../pipeline/changes/plan.ts';
import type { Format } from '../pipeline/delivery/format.ts';
import type { DeliveryLog } from '../pipeline/log/log.ts';
import type { Queries } from '../store/database.ts';
import type { Policy } from '../store/records/policy.ts';
import type { WebhookSetRule } from '../webhooks/set/rule.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';

/** One vendor's world. A folder exports one of these, and `main` lists it. */
export interface Dialect {
  /** As organizations name it, and the first segment of its paths: `mashery`. */
  name: string;
  /** As people say it: `Mashery`. */
  title: string;
  catalogue: Catalogue;
  /** The first one is what a new webhook gets when it names none. */
  formats: readonly Format[];
  /** For webhooks with its first format that set none of their own. The other formats have the standard one, in every dialect. */
  policy: Policy;
  /** The roles that its credentials can have, in its own words, from most to least; none where there are no such. */
  roles?: readonly string[];
  /** Its clients sign in with the secret of an API key and nothing else, so keys are found by their secrets. */
  keysAreSecrets?: boolean;
  /** Where its webhooks of one format belong together. */
  webhookSet?: WebhookSetRule;
  /** Fields that look like real ones, by object type, for examples and tests; made up where there are none. */
  examples?: Readonly<Record<string, JsonObject>>;
  /** What else is saved when its objects change, such as the meter of an accepted plan. */
  along?: Along;
  /** What metering asks, where plans of the dialect count usage. */
  metered?: MeteredDialect;
  /** The objects that name a webhook, and would break without it. */
  heldBy?(queries: Queries, webhook: { organizationId: string; id: string }): Promise<ObjectRecord[]>;
  /** Its management API, mounted under `/<name>`. */
  routes(services: DialectServices): FastifyPluginAsync;
}

/** What a dialect's routes work with. */
export interface DialectServices {
  objects: Objects;
  access: Access;
  auditLog: AuditLog;
  webhooks: Webhooks;
  usage: Usage;
  uses: Uses;
  deliveryLog: DeliveryLog;
  clock: Clock;
  ids: Ids;
  /** For faults of Bellwire's own: what a client is told of those says nothing. */
  log: Log;
}
