import type { Page, PageRequest } from '../../base/page.ts';
import type { JobOrder, JobState } from '../../store/records/job.ts';

/**
 * Sending many things again: a job looks at what matches in batches, oldest first, and makes due what is to be sent.
 *
 * - Nothing is lost: a batch queues its deliveries and moves the job's cursor in one transaction. Whatever is killed
 *   when, the job goes on after the last batch that was committed.
 * - Nothing is done twice: the transaction holds the job's row, so no two nodes run a batch of one job at a time; the
 *   next batch may well be another node's.
 * - Nothing that was made after the job is touched, so a job always comes to its end.
 * - A webhook that is off keeps what is queued for it until it is switched on.
 *
 * Answers for one organization only, and checks no permission: its callers do.
 */
export interface Again {
  /** Throws `invalid` for what cannot be done, `conflict` when too many jobs are waiting. */
  create(organizationId: string, input: { order: JobOrder; actor: string }): Promise<JobView>;
  /** How many deliveries such a job would queue now. */
  count(organizationId: string, order: JobOrder): Promise<JobCount>;
  list(input: {
    organizationId: string;
    states: readonly JobState[] | undefined;
    page: PageRequest;
  }): Promise<Page<JobView>>;
  get(organizationId: string, id: string): Promise<JobView | null>;
  /** Ends a job after the batch that is under way. What it has queued stays queued. */
  cancel(organizationId: string, id: string): Promise<JobView | 'not-found' | 'already-finished'>;
}

/** `capped`: there are more than that. */
export interface JobCount {
  count: number;
  capped: boolean;
  /** What would be touched, as far as it was counted. Told where attempts are meant. */
  touched?: Touched;
}

export interface Touched {
  /** The receivers. */
  webhookIds: string[];
  /** When the first and the last of the attempts were made; null where there are none. */
  oldest: Date | null;
  newest: Date | null;
}

/** A job as it is shown. */
export type JobView = JobOrder & {
  id: string;
  state: JobState;
  /** How many it will look at. Null before its first batch, and where there are too many to count. */
  total: number | null;
  /** Deliveries that were made due, or made. */
  queued: number;
  /** Looked at and left alone. */
  skipped: number;
  /** Why it failed, in words, or what the last failure was. */
  detail: string | null;
  createdBy: string;
  createdAt: Date;
  updatedAt: Date;
  finishedAt: Date | null;
};
