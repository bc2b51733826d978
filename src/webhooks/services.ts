import type { Principal } from '../access/principal.ts';
import type { Clock } from '../base/clock.ts';
import type { Problem } from '../base/errors.ts';
import type { Ids } from '../base/ids.ts';
import type { JsonObject } from '../base/json.ts';
import type { Log } from '../base/log.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ObjectRecord } from '../catalogue/object-record.ts';
import type { Format } from '../pipeline/delivery/format.ts';
import type { Sender } from '../pipeline/delivery/http/sender.ts';
import type { Database, Queries, Transaction } from '../store/database.ts';
import type { Organization } from '../store/records/organization.ts';
import type { Policy } from '../store/records/policy.ts';
import type { Vault } from '../store/vault.ts';
import type { WebhookSetRule } from './set/rule.ts';

/** What the verbs on webhooks work with. */
export interface WebhookServices {
  database: Database;
  vault: Vault;
  clock: Clock;
  ids: Ids;
  /** The formats that a webhook of this dialect may choose; the first one is what it gets when it names none. */
  formatsOf(dialect: string): readonly Format[];
  /** What webhooks of this format have that set no policy of their own; deliveries are sent by the same. */
  policyOfFormat(format: string): Policy;
  /** The guard that sending uses too. Fields of its problems are `url`. */
  checkDestination(url: string): Promise<Problem[]>;
  /** A new signing secret. */
  createSecret(): string;
  /** Where the dialect keeps its webhooks together. */
  setRuleOf?(dialect: string): WebhookSetRule | undefined;
  /** What tests are made from: what the dialect tells of, and fields that look like real ones, by object type. */
  samplesOf(dialect: string): {
    catalogue: Catalogue;
    examples?: Readonly<Record<string, JsonObject>> | undefined;
  };
  /** The one that deliveries go through. */
  sender: Pick<Sender, 'send'>;
  log: Log;
  /** The objects of a dialect that name a webhook, and would break without it. */
  heldBy?(
    dialect: string,
    queries: Queries,
    webhook: { organizationId: string; id: string },
  ): Promise<ObjectRecord[]>;
  /** Told how many deliveries were given up with a webhook that was removed. */
  onCancelled?(count: number): void;
}

/** What a dialect adds to a verb. */
export interface WebhookCheck {
  /** Looks, in the transaction and once the webhook is written or its row locked, and throws to undo it all. */
  check?(tx: Transaction, id: string): Promise<void>;
}

/** Who asks, and in which organization. */
export interface WebhookContext {
  principal: Principal;
  organization: Organization;
}
