import type { UseDetails } from '../../shared/api/types.ts';
import { formatDecimal, usageText } from './usage-words.ts';

/** What came of transactions that were recorded. */
export interface Recorded {
  /** For each plan that counted them. */
  lines: string[];
  /** The points that were told because of them. */
  crossed: { percent: string; eventId: string; calls: number }[];
}

/** What differs between the use before and after. */
export function recorded(before: UseDetails, after: UseDetails): Recorded {
  const lines: string[] = [];
  const crossed = new Map<string, { percent: string; eventId: string; calls: number }>();
  for (const plan of after.acceptedPlans) {
    const old = before.acceptedPlans.find(({ id }) => id === plan.id);
    const added = Number(plan.counted) - Number(old?.counted ?? 0);
    if (added <= 0) continue;
    lines.push(`Recorded ${formatDecimal(String(added))}. Total ${usageText(plan)}.`);
    const known = new Set(toldIn(old).map(({ key }) => key));
    for (const { key, percent, eventId } of toldIn(plan)) {
      if (known.has(key) || eventId === null) continue;
      const same = crossed.get(percent);
      crossed.set(percent, { percent, eventId, calls: (same?.calls ?? 0) + 1 });
    }
  }
  if (lines.length === 0) lines.push('Recorded. No running plan of this developer counts it.');
  return { lines, crossed: [...crossed.values()] };
}

function toldIn(plan: UseDetails['acceptedPlans'][number] | undefined) {
  return (plan?.thresholds ?? []).flatMap(({ conditionId, percent, webhooks }) =>
    webhooks
      .filter(({ state }) => state === 'told')
      .map(({ webhookId, eventId }) => ({ key: `${conditionId} ${percent} ${webhookId}`, percent, eventId })),
  );
}
