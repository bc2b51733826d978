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
