import type { Page, PageRequest } from '../../base/page.ts';
import type { Doer } from '../../store/audit.ts';
import type { JobOrder, JobState } from '../../store/records/job.ts';

/**
 * Sending many things again, or giving them up: a job looks at what matches in batches, oldest first, and makes due what
 * is to be sent, or cancels it.
 *
 * - Nothing is lost: a batch changes its deliveries and moves the job's cursor in one transaction. Whatever is killed
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
  create(organizationId: string, input: { order: JobOrder; by: Doer }): Promise<JobView>;
  /** How many deliveries such a job would queue, or give up, now. */
  count(organizationId: string, order: JobOrder): Promise<JobCount>;
  list(input: {
    organizationId: string;
    states: readonly JobState[] | undefined;
    page: PageRequest;
  }): Promise<Page<JobView>>;
  get(organizationId: string, id: string): Promise<JobView | null>;
  /** Ends a job after the batch that is under way. What it has queued stays queued, what it has given up stays so. */
  cancel(input: {
    organizationId: string;
    id: string;
    by: Doer;
  }): Promise<JobView | 'not-found' | 'already-finished'>;
}

export interface JobCount {
  count: number;
  /** There are more than that. */
  capped: boolean;
  /** What matches and is left alone, because it may be on its way already. Only a job that cancels leaves such. */
  beingSent: number;
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
  /** Deliveries that were made due, or made; given up, by a job that cancels. */
  queued: number;
  /** Looked at and left alone. */
  skipped: number;
  /** Why it failed, in words, or what the last failure was. */
  detail: string | null;
  createdBy: string;
  /** How people know them; null where the id is all there is. */
  createdByName: string | null;
  createdAt: Date;
  updatedAt: Date;
  finishedAt: Date | null;
};
