import type { Clock } from '../../base/clock.ts';
import { BellwireError, invalid, notFound } from '../../base/errors.ts';
import { type Ids, isUuid } from '../../base/ids.ts';
import type { JsonObject } from '../../base/json.ts';
import { pageFrom } from '../../base/page.ts';
import { audit, type Doer } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { jobCancel } from '../../store/queries/jobs/job-cancel.ts';
import { jobCountLocked, jobInsert, jobsDeleteFinished } from '../../store/queries/jobs/job-insert.ts';
import { jobGet, jobsList } from '../../store/queries/jobs/jobs-list.ts';
import type { Job, JobOrder } from '../../store/records/job.ts';
import { hidden } from '../delivery/log-entry.ts';
import type { Again, JobView } from './again.ts';
import { checkOrder } from './check-order.ts';
import type { KindServices } from './kind.ts';
import { countOf } from './kinds.ts';
import { lowerCaseIds } from './lower-case-ids.ts';
import { standardBatch } from './runner.ts';

/** Jobs that are not finished, for each organization. */
export const maxWaitingJobs = 100;
/** Finished jobs are kept for so long. */
const keptDays = 100;
const maxCount = 10_000;
const dayMs = 24 * 60 * 60 * 1000;

/** Jobs on the database. `wake` is called when one is due. */
export function createAgain(services: {
  database: Database;
  clock: Clock;
  ids: Ids;
  formats: KindServices['formats'];
  webhook: KindServices['webhook'];
  wake(): void;
}): Again {
  const { database, clock, ids } = services;

  async function check(organizationId: string, order: JobOrder): Promise<void> {
    const problems = checkOrder(order, clock.now());
    const webhookId = 'webhookId' in order.input ? order.input.webhookId : undefined;
    if (
      webhookId !== undefined &&
      (!isUuid(webhookId) || (await services.webhook(database, organizationId, webhookId)) === null)
    ) {
      problems.push({ field: 'input.webhookId', message: 'is not a webhook of this organization' });
    }
    if (problems.length > 0) throw invalid('The job is not valid.', problems);
  }

  return {
    async create(organizationId, { order: given, by }) {
      const order = lowerCaseIds(given);
      await check(organizationId, order);
      const now = clock.now();
      const job = newJob({ organizationId, id: ids.uuid(), order, by, now });
      await database.transaction(async (tx) => {
        const count = await jobCountLocked(tx, organizationId);
        if (count === null) throw notFound('The organization');
        if (count >= maxWaitingJobs) {
          throw new BellwireError(
            'conflict',
            `${maxWaitingJobs} jobs of this organization are not finished; cancel some or wait.`,
          );
        }
        await jobsDeleteFinished(tx, { organizationId, before: new Date(now.getTime() - keptDays * dayMs) });
        await jobInsert(tx, job);
        const act = { action: 'job.created', target: { id: job.id, name: job.kind } } as const;
        await audit(tx, services, by, [{ organizationId, ...act, details: { input: toldOf(job) } }]);
      });
      services.wake();
      return jobViewFrom(job);
    },

    async count(organizationId, given) {
      const order = lowerCaseIds(given);
      await check(organizationId, order);
      const job = { ...order, organizationId, id: ids.uuid(), cursor: null };
      return countOf(database, { ...services, now: clock.now(), batch: standardBatch }, job, maxCount);
    },

    async list({ organizationId, states, page }) {
      const jobs = await jobsList(database, organizationId, states, page);
      return pageFrom(jobs.map(jobViewFrom), page);
    },

    async get(organizationId, id) {
      const job = isUuid(id) ? await jobGet(database, organizationId, id) : null;
      return job && jobViewFrom(job);
    },

    async cancel({ organizationId, id, by }) {
      if (!isUuid(id)) return 'not-found';
      const cancelled = await database.transaction(async (tx) => {
        const job = await jobCancel(tx, { organizationId, id, now: clock.now() });
        if (job === null) return null;
        const act = { action: 'job.cancelled', target: { id, name: job.kind } } as const;
        await audit(tx, services, by, [{ organizationId, ...act }]);
        return job;
      });
      if (cancelled !== null) return jobViewFrom(cancelled);
      return (await jobGet(database, organizationId, id)) === null ? 'not-found' : 'already-finished';
    },
  };
}

/** What it is to do, for the audit log: of thousands of ids, how many; of words in bodies, which may be a person's, none. */
function toldOf({ input }: Job): JsonObject {
  const told: JsonObject = { ...input };
  if ('ids' in input && input.ids !== undefined) told.ids = input.ids.length;
  if ('text' in input && input.text !== undefined) told.text = hidden;
  return told;
}

function newJob({
  order,
  by,
  now,
  ...names
}: {
  organizationId: string;
  id: string;
  order: JobOrder;
  by: Doer;
  now: Date;
}): Job {
  return {
    ...order,
    ...names,
    state: 'waiting',
    total: null,
    queued: 0,
    skipped: 0,
    cursor: null,
    dueAt: now,
    failures: 0,
    detail: null,
    createdBy: by.actor,
    createdByName: by.name ?? null,
    createdAt: now,
    updatedAt: now,
    finishedAt: null,
  };
}

function jobViewFrom(job: Job): JobView {
  const { organizationId: _, cursor: __, dueAt: ___, failures: ____, ...view } = job;
  return view;
}
