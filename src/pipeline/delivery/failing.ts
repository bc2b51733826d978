import type { Webhook } from '../../store/records/webhook.ts';

/**
 * Since when webhooks fail, as this node has seen it. A delivery in memory carries its webhook as it was when the
 * change was saved; what has happened since must win over that, or a success would not end a failure.
 */
export interface Failing {
  sinceOf(webhook: Webhook): Date | null;
  note(webhook: Webhook, since: Date | null): void;
}

export function createFailing(): Failing {
  const seen = new Map<string, { version: number; since: Date | null }>();
  return {
    sinceOf({ id, version, failingSince }) {
      const known = seen.get(id);
      // Whoever changes a webhook, or switches it on again, begins afresh.
      return known?.version === version ? known.since : failingSince;
    },
    note: ({ id, version }, since) => seen.set(id, { version, since }),
  };
}
