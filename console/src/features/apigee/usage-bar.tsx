import { Tooltip } from '@mantine/core';
import classes from './usage-bar.module.css';
import { type BarThreshold, barOf } from './usage-bar.ts';

/** How much of a target is used, with its points: filled where somebody was told, hollow where not. */
export function UsageBar({
  percent,
  label,
  thresholds = [],
  small = false,
}: {
  /** Of the target. */
  percent: number;
  /** The same in words: the bar is for the eye alone. */
  label: string;
  thresholds?: readonly BarThreshold[];
  small?: boolean;
}) {
  const { fill, target, ticks } = barOf(percent, thresholds);
  return (
    <div className={classes.bar} data-small={small || undefined} role="img" aria-label={label}>
      <svg width="100%" height="100%" aria-hidden="true" focusable="false">
        <rect className={classes.track} width="100%" height="100%" rx="3" />
        <rect
          className={classes.fill}
          width={`${fill}%`}
          height="100%"
          rx="3"
          data-over={percent >= 100 || undefined}
        />
        <line className={classes.target} x1={`${target}%`} x2={`${target}%`} y1="0" y2="100%" />
      </svg>
      {ticks.map(({ at, state, words }) => (
        <Tooltip key={at} label={words}>
          <span className={classes.tick} data-state={state} style={{ insetInlineStart: `${at}%` }} />
        </Tooltip>
      ))}
    </div>
  );
}
