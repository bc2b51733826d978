/** A transaction that has been looked into: whose it is, and how much it is worth. */
export interface Countable {
  /** Unique in the organization: a repeat counts for nothing. */
  id: string;
  /** The object id of the developer or company whose plans count it. */
  ownerId: string;
  /** The object id of the app that made it, if it is known. */
  appId: string | null;
  /** The object id of the product; null: every plan of the owner counts it. */
  productId: string | null;
  /** How many calls it stands for, from 1. */
  count: number;
  /** Custom attributes by number, as exact decimals: `{ "1": "0.5" }`. */
  attributes: Readonly<Record<string, string>> | null;
  occurredAt: Date;
  /** Why it counts for nothing; null: it counts. */
  notCounted: 'unsuccessful' | 'type' | null;
}
