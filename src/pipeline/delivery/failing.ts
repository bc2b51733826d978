import type { Webhook } from '../../store/records/webhook.ts';

/**
 * Since when webhooks fail, as this node knows it. A delivery in memory carries its webhook as it was when the change
 * was saved; what has happened since must win over that, or a success would not end a failure.
 *
 * What it knows is a copy of the rows, and other nodes write to these as well: it is read again with each renewal of
 * the lease.
 */
export interface Failing {
  sinceOf(webhook: Webhook): Date | null;
  /** Remembers what was written. */
  note(webhook: Webhook, since: Date | null): void;
  /** Takes over what the rows say of the webhooks that something waits for, and forgets all others: their next delivery comes with its row. */
  refresh(webhooks: readonly Webhook[]): void;
}

export function createFailing(): Failing {
  let known = new Map<string, { version: number; since: Date | null }>();
  return {
    sinceOf({ id, version, failingSince }) {
      const own = known.get(id);
      // Whoever changes a webhook, or switches it on again, begins afresh.
      return own?.version === version ? own.since : failingSince;
    },
    note: ({ id, version }, since) => known.set(id, { version, since }),
    refresh(webhooks) {
      known = new Map(
        webhooks.map(({ id, version, failingSince }) => [id, { version, since: failingSince }]),
      );
    },
  };
}
