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
  const seen = new Map<string, Date | null>();
  return {
    sinceOf: ({ id, failingSince }) => seen.get(id) ?? (seen.has(id) ? null : failingSince),
    note: ({ id }, since) => seen.set(id, since),
  };
}
