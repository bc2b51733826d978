import type { Job } from '../../shared/api/types.ts';

const titles: Record<string, string> = {
  resend: 'Sending again',
  'resend-attempts': 'Sending entries again',
  recover: 'Recovering what failed',
  replay: 'Replaying what was missed',
};

/** What a job does, in words; a kind that a newer server has is shown as it is. */
export function titleOf({ kind }: Pick<Job, 'kind'>): string {
  return titles[kind] ?? kind;
}

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
