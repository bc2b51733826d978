import type { Job } from '../../store/records/job.ts';
import type { Step } from './kind.ts';

/** How long to wait after each failure in a row; when they are used up, the job has failed. */
const retryDelaysMs = [1_000, 5_000, 30_000, 60_000, 300_000];

/** The job after a batch. What it queues is committed with this. */
export function afterStep(job: Job, total: number | null, step: Step, now: Date): Job {
  if (step.type === 'impossible') {
    return {
      ...job,
      total,
      state: 'failed',
      detail: step.detail,
      dueAt: null,
      updatedAt: now,
      finishedAt: now,
    };
  }
  return {
    ...job,
    state: step.finished ? 'done' : 'running',
    total,
    queued: job.queued + step.queued,
    skipped: job.skipped + step.skipped,
    cursor: step.cursor ?? job.cursor,
    // Due now, which puts it behind the other jobs that are due: they take turns.
    dueAt: step.finished ? null : now,
    failures: 0,
    detail: null,
    updatedAt: now,
    finishedAt: step.finished ? now : null,
  };
}

/** The job after a batch that failed and was rolled back. */
export function afterFailure(job: Job, message: string, now: Date): Job {
  const delayMs = retryDelaysMs[job.failures];
  const facts = { ...job, failures: job.failures + 1, detail: message.slice(0, 1000), updatedAt: now };
  return delayMs === undefined
    ? { ...facts, state: 'failed', dueAt: null, finishedAt: now }
    : { ...facts, dueAt: new Date(now.getTime() + delayMs) };
}
