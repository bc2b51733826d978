import { Progress } from '@mantine/core';
import type { Job } from '../../shared/api/types.ts';
import { formatCount } from '../../shared/format/count.ts';
import { doneWords, shareOf, titleOf } from './job-words.ts';

/** A bar with its numbers beside it. The server counts; a reload changes nothing. */
export function JobProgress({ job }: { job: Job }) {
  const share = shareOf(job);
  const percent = share === null ? null : Math.floor(share * 100);
  return (
    <div style={{ minInlineSize: 160, maxInlineSize: 420 }}>
      <Progress.Root size={8}>
        <Progress.Section
          value={percent ?? 0}
          aria-label={`${titleOf(job)}: progress`}
          {...(percent === null && { 'aria-valuetext': 'not known yet' })}
        />
      </Progress.Root>
      <span className="small numbers">
        {percent === null
          ? job.state === 'waiting'
            ? 'Not counted yet'
            : 'Too many to count'
          : `${percent} %`}
        {` · ${doneWords(job)}`}
        {job.skipped > 0 && ` · ${formatCount(job.skipped)} left alone`}
      </span>
    </div>
  );
}
