import type { PublishedEvent } from '../pipeline/changes/published.ts';
import type { Queries } from '../store/database.ts';
import type { Crossing } from './meter-contract.ts';
import type { Caller } from './reported.ts';

/** What metering asks of a dialect: whose the transactions are, and how a crossing is told. */
export interface MeteredDialect {
  /** Looks names up, in the order given. Each is asked for only once, however many transactions carry it. */
  resolve(
    queries: Queries,
    organizationId: string,
    references: readonly Reference[],
  ): Promise<readonly Resolution[]>;
  /** The events of crossings, in their order, each for the webhooks of its crossing. Called in the transaction. */
  tell(tx: Queries, crossings: readonly Crossing[]): Promise<readonly PublishedEvent[]>;
  /** Who can accept plans: types of objects. */
  subjectTypes: readonly string[];
  /** The type of the events that `tell` makes. */
  crossingType: string;
  /** Which threshold, in which period, an event of that type is about, by its fields; null when they are gone. */
  pointOf(
    fields: Readonly<Record<string, unknown>>,
  ): Pick<Crossing, 'conditionId' | 'percent' | 'period'> | null;
  /** The id of a plan by its key or its id; null when it is none. */
  planId(queries: Queries, organizationId: string, reference: string): Promise<string | null>;
  /** What people know objects by, by their ids. Those that are gone are not in the answer. */
  names(
    queries: Queries,
    organizationId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Named>>;
}

/** What people know an object by. */
export interface Named {
  /** The type of the object. */
  type: string;
  /** As the dialect's own API has it: an e-mail address, the id of a plan. */
  key: string;
  /** As people read it. */
  name: string;
}

/** Names that a transaction carries. */
export interface Reference {
  caller: Caller;
  /** Null: it names none. */
  product: string | null;
  /** What the API answered, for the product's own idea of success. Null: it was a success. */
  providerStatus: string | null;
}

/** What a reference stands for, or why it stands for nothing. */
export type Resolution =
  | { ownerId: string; appId: string | null; productId: string | null; successful: boolean }
  | { field: 'caller' | 'product'; message: string };
