import type { Queries } from '../../store/database.ts';
import {
  deliveriesOfAttempts,
  deliveriesOfAttemptsCount,
  type MeantAttempts,
} from '../../store/queries/jobs/deliveries-of-attempts.ts';
import type { ResendAttemptsInput } from '../../store/records/job.ts';
import { searchStart } from '../log/search/bounds.ts';
import { type AttemptSearch, foundIds } from '../log/search/found-ids.ts';
import { withinTime } from '../log/search/search-log.ts';
import { textQuery } from '../log/search/text-query.ts';
import type { JobOf, Kind } from './kind.ts';
import { requeue } from './resend-finished.ts';

type ResendJob = JobOf<ResendAttemptsInput>;

/** Beyond that many attempts nobody is told how many there are. */
const maxTotal = 100_000;

/** Sends again what attempts told of: those with these ids, or those that a search of the log finds. */
export const resendAttempts: Kind<ResendAttemptsInput> = {
  async step(tx, services, job) {
    const ids = await idsAfter(tx, job, services.batch);
    const found = await deliveriesOfAttempts(tx, job.organizationId, ids, meantBy(job));
    const queued = await requeue(tx, services, job.organizationId, found);
    return {
      type: 'moved',
      cursor: ids.at(-1) ?? null,
      queued,
      skipped: ids.length - queued,
      finished: ids.length < services.batch,
    };
  },

  async total(queries, job, limit) {
    const most = Math.min(limit, maxTotal);
    const { length } = await idsAfter(queries, { ...job, cursor: null }, most);
    return length < most ? length : limit;
  },

  async count(_queries, { database }, job, limit) {
    const ids = await database.transaction((tx) => withinTime(tx, () => idsAfter(tx, job, limit + 1)));
    const { count, ...touched } = await deliveriesOfAttemptsCount(
      database,
      job.organizationId,
      ids.slice(0, limit),
    );
    return { count, capped: ids.length > limit, beingSent: 0, touched };
  },
};

/** The next attempts after the cursor, oldest first. */
async function idsAfter(queries: Queries, job: ResendJob, limit: number): Promise<string[]> {
  const { cursor, input } = job;
  if (input.ids === undefined) return foundIds(queries, { ...searchOf(job), beyond: cursor, limit });
  const sorted = [...new Set(input.ids)].sort();
  return sorted.filter((id) => cursor === null || id > cursor).slice(0, limit);
}

function meantBy(job: ResendJob): MeantAttempts {
  if (job.input.ids !== undefined) return { ids: job.input.ids };
  const search = searchOf(job);
  return { query: textQuery(search, search.text), from: searchStart(search) };
}

/** Only of what was made before the job: what it sends is no more to be found. */
function searchOf({ organizationId, id, input }: ResendJob): Omit<AttemptSearch, 'beyond' | 'limit'> {
  return {
    organizationId,
    text: input.text ?? '',
    eventType: input.type,
    webhookId: input.webhookId,
    status: input.status,
    test: false,
    from: input.from === undefined ? undefined : new Date(input.from),
    to: input.to === undefined ? undefined : new Date(input.to),
    olderThan: id,
    direction: 'rising',
  };
}
