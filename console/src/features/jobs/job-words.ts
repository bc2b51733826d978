import type { Job } from '../../shared/api/types.ts';
import { countOf } from '../../shared/format/count.ts';
import { plainLine } from '../../shared/format/plain.ts';

const titles: Record<string, string> = {
  resend: 'Sending again',
  'resend-attempts': 'Sending entries again',
  recover: 'Recovering what failed',
  replay: 'Replaying what was missed',
  cancel: 'Cancelling what waits',
};

/** What a job does, in words; a kind that a newer server has is shown as it is. */
export function titleOf({ kind }: Pick<Job, 'kind'>): string {
  return titles[kind] ?? kind;
}

/** What it has done so far: "12 deliveries queued". */
export function doneWords({ kind, queued }: Pick<Job, 'kind' | 'queued'>): string {
  return `${countOf(queued, 'delivery', 'deliveries')} ${kind === 'cancel' ? 'cancelled' : 'queued'}`;
}

/** How it ended, for who has begun it. */
export function endWords(job: Pick<Job, 'kind' | 'state' | 'queued' | 'detail'>): string {
  const title = titleOf(job);
  if (job.state === 'failed')
    return `${title} failed: ${plainLine(job.detail ?? 'for no known reason', 200)}`;
  return `${title}: ${job.state === 'cancelled' ? 'ended early' : 'done'}, ${doneWords(job)}.`;
}

/** How far several are together; null where that is not known of one of them. */
export function shareOfAll(jobs: readonly Parameters<typeof shareOf>[0][]): number | null {
  const total = jobs.reduce((sum, { total: one }) => (sum === null || one === null ? null : sum + one), zero);
  if (total === null) return null;
  const looked = jobs.reduce((sum, { queued, skipped }) => sum + queued + skipped, 0);
  return total === 0 ? 1 : Math.min(1, looked / total);
}

const zero: number | null = 0;

/** How far it is, from 0 to 1; null where nobody knows: before it begins, and where there are too many to count. */
export function shareOf({
  state,
  total,
  queued,
  skipped,
}: Pick<Job, 'state' | 'total' | 'queued' | 'skipped'>) {
  if (state === 'done') return 1;
  if (total === null) return null;
  return total === 0 ? 1 : Math.min(1, (queued + skipped) / total);
}
