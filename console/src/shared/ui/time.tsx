import { Tooltip } from '@mantine/core';
import { formatAgo, formatExact, formatTime } from '../format/time.ts';

/** A moment in the reader's zone; the exact one, UTC and the distance on hover, focus and touch. */
export function Time({ at }: { at: string | null | undefined }) {
  if (at === null || at === undefined) return <span className="muted">–</span>;
  const time = new Date(at);
  const now = new Date();
  const label = (
    <div className="numbers">
      <div>{formatExact(time)}</div>
      <div>{time.toISOString()}</div>
      <div>{formatAgo(time, now)}</div>
    </div>
  );
  return (
    <Tooltip label={label}>
      <time dateTime={time.toISOString()} className="numbers" style={{ whiteSpace: 'nowrap' }}>
        {formatTime(time, now)}
      </time>
    </Tooltip>
  );
}
