import type { WebhookFigures } from '../../shared/api/types.ts';

const [barWidth, gap, height] = [3, 1, 18];

/** A day in bars of an hour: what was delivered, and what failed on top. The rate beside it says it in words. */
export function Sparkline({ hours }: { hours: WebhookFigures['hours'] }) {
  const largest = Math.max(1, ...hours.map(({ delivered, failed }) => delivered + failed));
  const size = (count: number) => (count === 0 ? 0 : Math.max(1, (count / largest) * height));
  return (
    <svg width={hours.length * (barWidth + gap)} height={height} aria-hidden focusable="false">
      {hours.map(({ at, delivered, failed }, index) => {
        const [good, bad] = [size(delivered), size(failed)];
        const x = index * (barWidth + gap);
        return (
          <g key={at}>
            <rect x={x} y={height - good} width={barWidth} height={good} fill="var(--chart-delivered)" />
            <rect x={x} y={height - good - bad} width={barWidth} height={bad} fill="var(--chart-failed)" />
            {good + bad === 0 && <rect x={x} y={height - 1} width={barWidth} height={1} fill="var(--line)" />}
          </g>
        );
      })}
    </svg>
  );
}
