import type { Transaction } from '../../store/database.ts';
import { eventsShareLock } from '../../store/queries/jobs/events-share-lock.ts';
import {
  type FinishedDelivery,
  type FinishedFilter,
  finishedDeliveriesAfter,
  finishedDeliveriesCount,
  finishedDeliveriesRequeue,
} from '../../store/queries/jobs/finished-deliveries.ts';
import { webhooksShareLock } from '../../store/queries/jobs/webhooks-share-lock.ts';
import type { Kind, KindServices } from './kind.ts';

/** A kind that makes finished deliveries due again; which ones is all that differs. */
export function resendFinished<Input>(filterOf: (input: Input) => FinishedFilter): Kind<Input> {
  return {
    async step(tx, services, job) {
      const found = await finishedDeliveriesAfter(tx, job.organizationId, filterOf(job.input), {
        after: job.cursor,
        before: job.id,
        limit: services.batch,
      });
      const queued = await requeue(tx, services, job.organizationId, found);
      return {
        type: 'moved',
        cursor: found.at(-1)?.id ?? null,
        queued,
        skipped: found.length - queued,
        finished: found.length < services.batch,
      };
    },

    total: (queries, job, limit) =>
      finishedDeliveriesCount(queries, job.organizationId, filterOf(job.input), {
        before: job.id,
        limit,
        sendable: false,
      }),

    async count(queries, _services, job, limit) {
      const found = await finishedDeliveriesCount(queries, job.organizationId, filterOf(job.input), {
        before: job.id,
        limit: limit + 1,
        sendable: true,
      });
      return { count: Math.min(found, limit), capped: found > limit, beingSent: 0 };
    },
  };
}

/** Makes finished deliveries due again, those that can be sent. Answers with how many. */
export async function requeue(
  tx: Transaction,
  { now }: Pick<KindServices, 'now'>,
  organizationId: string,
  found: readonly FinishedDelivery[],
): Promise<number> {
  const enabled = await webhooksShareLock(tx, organizationId, [
    ...new Set(found.map(({ webhookId }) => webhookId)),
  ]);
  const ids = found.filter(({ eventKept }) => eventKept).map(({ eventId }) => eventId);
  // What somebody has erased since it was found must not be owed once more, without what it told.
  const kept = await eventsShareLock(tx, { organizationId, ids });
  return finishedDeliveriesRequeue(tx, organizationId, sendable(found, enabled, kept), now);
}

/** Those whose webhook is still there and whose event is still kept: without them there is nothing to send. */
function sendable(
  found: readonly FinishedDelivery[],
  enabled: ReadonlyMap<string, boolean>,
  kept: ReadonlySet<string>,
): { id: string; enabled: boolean }[] {
  return found.flatMap(({ id, webhookId, eventId }) => {
    const on = enabled.get(webhookId);
    return on === undefined || !kept.has(eventId) ? [] : [{ id, enabled: on }];
  });
}
