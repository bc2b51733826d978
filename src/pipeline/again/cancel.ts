import {
  heldByNodesCount,
  type QueuedFilter,
  queuedDeliveriesAfter,
  queuedDeliveriesCancel,
  queuedDeliveriesCount,
} from '../../store/queries/jobs/queued-deliveries.ts';
import { webhooksShareLock } from '../../store/queries/jobs/webhooks-share-lock.ts';
import type { CancelInput } from '../../store/records/job.ts';
import type { Kind } from './kind.ts';
import { matchOf } from './match-of.ts';

/**
 * Gives up what waits and matches a filter. It stays in the log as cancelled, with who asked for that, and can be sent
 * again. What a node has in memory is left alone: it may be on the wire, and nobody is to read `cancelled` for what has
 * arrived.
 */
export const cancel: Kind<CancelInput> = {
  async step(tx, { now, batch }, { organizationId, id, cursor, input, createdBy, createdByName }) {
    const range = { after: cursor, before: id, limit: batch };
    const found = await queuedDeliveriesAfter(tx, organizationId, filterOf(input), range);
    await webhooksShareLock(tx, organizationId, [...new Set(found.map(({ webhookId }) => webhookId))]);
    const queued = await queuedDeliveriesCancel(tx, {
      organizationId,
      ids: found.map((delivery) => delivery.id),
      by: createdByName ?? createdBy,
      now,
    });
    return {
      type: 'moved',
      cursor: found.at(-1)?.id ?? null,
      queued,
      skipped: found.length - queued,
      finished: found.length < batch,
    };
  },

  total: (queries, { organizationId, id, input }, limit) =>
    queuedDeliveriesCount(queries, organizationId, filterOf(input), { before: id, limit }),

  async count(queries, _services, { organizationId, id, input }, limit) {
    const filter = filterOf(input);
    const range = { before: id, limit: limit + 1 };
    const found = await queuedDeliveriesCount(queries, organizationId, filter, range);
    return {
      count: Math.min(found, limit),
      capped: found > limit,
      beingSent: await heldByNodesCount(queries, organizationId, filter, limit),
    };
  },
};

function filterOf({ states, ...match }: CancelInput): QueuedFilter {
  return { ...matchOf(match), ...(states !== undefined && { states }) };
}
