/**
 * The keys of all advisory locks, in one place because two locks with one key wait for each other. They never change:
 * nodes of different versions must mean the same lock.
 */
export const lockKeys = {
  /** Nodes that start together migrate one after another. */
  migrate: 8_420_000_001,
  /** Held by the process that an embedded database belongs to. */
  embeddedOwner: 8_420_000_002,
  /** Of nodes that start together, one makes the first token. */
  firstToken: 8_420_000_003,
  /** One node at a time looks after partitions. */
  partitions: 8_420_000_004,
  /** One node at a time adds deltas to the figures. */
  figures: 8_420_000_005,
} as const;
