import { formatTime } from '../../shared/format/time.ts';

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

/** An exact decimal of the API with its thousands parted: "1,234.5". */
export function formatDecimal(decimal: string): string {
  return numbers.format(decimal as never);
}

/** "934 of 1,000 (93.4 %)"; without a target only what is used. */
export function usageText({
  used,
  target,
  percent,
}: {
  used: string;
  target: string;
  percent: number | null;
}): string {
  if (percent === null) return formatDecimal(used);
  return `${formatDecimal(used)} of ${formatDecimal(target)} (${numbers.format(percent)} %)`;
}

/** A point with what became of it, for the eye and for the list: "90 %: sent 21 Nov 14:03:07 to Billing". */
export function thresholdInWords(
  {
    percent,
    webhooks,
  }: {
    percent: string;
    webhooks: readonly { webhookId: string; state: string; at: string | null }[];
  },
  nameOf: (webhookId: string) => string,
  now: Date,
): string {
  const each = webhooks.map(({ webhookId, state, at }) => {
    const name = nameOf(webhookId);
    const time = at === null ? '' : ` ${formatTime(new Date(at), now)}`;
    if (state === 'told') return `sent${time} to ${name}`;
    return state === 'missed' ? `passed before ${name} was to be told` : `${name} not told yet`;
  });
  return `${percent} %: ${each.join(', ')}`;
}

/** "66 to the next point (100 %)"; undefined where there is none ahead. */
export function nextPoint(
  used: string,
  thresholds: readonly { percent: string; amount: string; webhooks: readonly { state: string }[] }[],
): string | undefined {
  const next = thresholds.find(({ webhooks }) => webhooks.some(({ state }) => state === 'ahead'));
  if (next === undefined) return undefined;
  const left = Math.max(0, Number(next.amount) - Number(used));
  return `${numbers.format(left)} to the next point (${next.percent} %)`;
}
