import type { WebhookStateRow } from '../../store/queries/figures/waiting-count.ts';
import type { Health } from './figures.ts';

/** Whether a webhook is sent to and how that goes, from what the database knows and what nodes have said. */
export function healthOf(
  row: Pick<WebhookStateRow, 'enabled' | 'disabled_reason' | 'failing_since' | 'attempt_reason'>,
  pausedUntil: Date | null,
): { health: Health; healthReason: string | null } {
  if (!row.enabled) return { health: 'off', healthReason: row.disabled_reason };
  if (pausedUntil !== null) return { health: 'paused', healthReason: row.attempt_reason };
  if (row.failing_since !== null) return { health: 'failing', healthReason: row.attempt_reason };
  return { health: 'on', healthReason: null };
}
