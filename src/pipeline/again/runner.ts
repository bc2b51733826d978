import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Ids } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import { createLoop, type Loop } from '../../base/loop.ts';
import type { Database, Transaction } from '../../store/database.ts';
import { jobAdvance, jobClaim } from '../../store/queries/jobs/job-claim.ts';
import { jobFailed } from '../../store/queries/jobs/job-failed.ts';
import type { Job } from '../../store/records/job.ts';
import type { Handover } from '../handover.ts';
import type { KindServices } from './kind.ts';
import { stepOf, totalOf } from './kinds.ts';
import { afterFailure, afterStep } from './progress.ts';

/** Carries jobs out, one batch after the other. Every node has one. */
export type Runner = Pick<Loop, 'start' | 'wake' | 'stop'>;

export interface RunnerOptions {
  database: Database;
  clock: Clock;
  ids: Ids;
  log: Log;
  formats: KindServices['formats'];
  webhook: KindServices['webhook'];
  handover: Pick<Handover, 'wake'>;
  /** Told how many deliveries were given up. */
  onCancelled?(count: number): void;
  /** How many a job looks at in one batch. */
  batch?: number;
}

export const standardBatch = 500;
/** Beyond that, counting takes longer than it is worth. */
const maxTotal = 1_000_000;
/** Other nodes may leave a job without this one being told. */
const lookAgainMs = 1000;
const afterErrorMs = 1000;

/** The job that a batch was for: known also when the batch fails. */
interface Turn {
  job: Job | null;
}

export function createRunner(options: RunnerOptions): Runner {
  const { database, clock, log, handover } = options;

  /** Does one batch of whichever job is due, and answers with how long there is nothing to do. */
  async function runOnce(): Promise<number> {
    const turn: Turn = { job: null };
    try {
      const after = await database.transaction((tx) => batchIn(tx, turn));
      if (turn.job === null || after === null) return lookAgainMs;
      report(turn.job, after);
    } catch (error) {
      if (turn.job === null) throw error;
      await noteFailure(turn.job, error);
    }
    return 0;
  }

  async function batchIn(tx: Transaction, turn: Turn): Promise<Job | null> {
    const job = await jobClaim(tx, clock.now());
    turn.job = job;
    if (job === null) return null;
    const services: KindServices = { ...options, now: clock.now(), batch: options.batch ?? standardBatch };
    const total = job.state === 'waiting' ? await totalOf(tx, job, maxTotal + 1) : job.total;
    const step = await stepOf(tx, services, job);
    const after = afterStep(job, total !== null && total > maxTotal ? null : total, step, clock.now());
    await jobAdvance(tx, after);
    return after;
  }

  async function noteFailure(job: Job, error: unknown): Promise<void> {
    const after = afterFailure(job, messageOf(error), clock.now());
    log.error({ ...factsOf(after), reason: after.detail }, 'a batch of a job failed');
    await jobFailed(database, job, after);
  }

  function report(before: Job, after: Job): void {
    const queued = after.queued - before.queued;
    // Also after giving up: where order is kept, what stood behind can be sent now.
    if (queued > 0) handover.wake();
    if (after.kind === 'cancel') options.onCancelled?.(queued);
    if (after.finishedAt !== null) log.info(factsOf(after), 'job.finished');
  }

  return createLoop({
    work: runOnce,
    onFailure(error) {
      log.error({ reason: messageOf(error) }, 'jobs could not be looked after; trying again');
      return afterErrorMs;
    },
  });
}

function factsOf({ organizationId, id, kind, state, queued, skipped, total }: Job): object {
  return { organizationId, jobId: id, kind, state, queued, skipped, total };
}
