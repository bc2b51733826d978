import type { Webhook } from '../api/types.ts';
import type { StatusKind } from '../ui/status.tsx';

/** How a webhook is doing, in one word. */
export function healthOf({ enabled, failingSince }: Pick<Webhook, 'enabled' | 'failingSince'>): StatusKind {
  if (!enabled) return 'off';
  return failingSince === null ? 'on' : 'failing';
}

/** What comes first is what needs somebody: switched off by a fault, failing, switched off by hand, well. */
export function byAttention(one: Webhook, other: Webhook): number {
  return rank(one) - rank(other);
}

function rank({ enabled, disabledReason, failingSince }: Webhook): number {
  if (!enabled) return disabledReason === null ? 2 : 0;
  return failingSince === null ? 3 : 1;
}
