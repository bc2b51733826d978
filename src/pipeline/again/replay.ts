import type { Queries } from '../../store/database.ts';
import {
  type EventRange,
  eventsCount,
  eventsLookAt,
  type LookedAt,
  replayLock,
} from '../../store/queries/jobs/events-missed.ts';
import { eventsShareLock } from '../../store/queries/jobs/events-share-lock.ts';
import { replayedInsert } from '../../store/queries/jobs/replayed-insert.ts';
import { webhooksShareLock } from '../../store/queries/jobs/webhooks-share-lock.ts';
import type { EventRecord } from '../../store/records/event.ts';
import type { ReplayInput } from '../../store/records/job.ts';
import type { Webhook } from '../../store/records/webhook.ts';
import { isFor, owedFor } from '../changes/owed.ts';
import type { Format } from '../delivery/format.ts';
import type { JobOf, Kind, KindServices } from './kind.ts';

/**
 * Makes the deliveries that a webhook missed: of events from before it was there, or from while nothing wanted them.
 * An event that the webhook has a delivery of is left alone, whatever became of that: sending it again is for the
 * other kinds.
 */
export const replay: Kind<ReplayInput> = {
  async step(tx, services, job) {
    const { formats, now, batch } = services;
    // First, so that what the next statements see is what an earlier replay of the same webhook has left.
    await replayLock(tx, job.input.webhookId);
    const locked = await webhooksShareLock(tx, job.organizationId, [job.input.webhookId]);
    const webhook = await webhookOf(tx, services, job);
    const enabled = locked.get(job.input.webhookId);
    if (webhook === null || enabled === undefined) {
      return { type: 'impossible', detail: 'The webhook was removed.' };
    }
    const format = formats.get(webhook.format);
    if (format === undefined) {
      return {
        type: 'impossible',
        detail: `This version of Bellwire does not know the format ${webhook.format}.`,
      };
    }

    const found = await eventsLookAt(tx, rangeOf(job), { after: job.cursor, limit: batch });
    const wanted = wantedOf(found, webhook, format);
    // What somebody has erased since it was read must not be saved, and owed, once more.
    const kept = await eventsShareLock(tx, { ...job, ids: wanted.map(({ id }) => id) });
    const { owed } = owedFor(
      wanted.filter(({ id }) => kept.has(id)),
      [webhook],
      services,
    );
    await replayedInsert(
      tx,
      owed,
      { ...webhook, enabled, ordered: webhook.limits.ordering === 'object' },
      now,
    );
    return {
      type: 'moved',
      cursor: found.at(-1)?.id ?? null,
      queued: owed.length,
      skipped: found.length - owed.length,
      finished: found.length < batch,
    };
  },

  total: (queries, job, limit) => eventsCount(queries, rangeOf(job), limit),

  async count(queries, services, job, limit) {
    const webhook = await webhookOf(queries, services, job);
    const format = webhook && services.formats.get(webhook.format);
    if (!webhook || !format) return { count: 0, capped: false, beingSent: 0 };
    let count = 0;
    let after: string | null = null;
    // What a format wants is for the format to say, so the events are read; only so many of them.
    for (let lookedAt = 0; lookedAt < limit; lookedAt += services.batch) {
      const found: LookedAt[] = await eventsLookAt(queries, rangeOf(job), { after, limit: services.batch });
      count += wantedOf(found, webhook, format).length;
      if (found.length < services.batch) return { count, capped: false, beingSent: 0 };
      after = found.at(-1)?.id ?? null;
    }
    return { count, capped: true, beingSent: 0 };
  },
};

function webhookOf(
  queries: Queries,
  services: KindServices,
  { organizationId, input }: JobOf<ReplayInput>,
): Promise<Webhook | null> {
  return services.webhook(queries, organizationId, input.webhookId);
}

function rangeOf({ organizationId, id, input }: JobOf<ReplayInput>): EventRange {
  return {
    organizationId,
    webhookId: input.webhookId,
    from: new Date(input.from),
    to: input.to === undefined ? null : new Date(input.to),
    before: id,
  };
}

/** The events that a webhook has missed and would want. */
export function wantedOf(found: readonly LookedAt[], webhook: Webhook, format: Format): EventRecord[] {
  return found.flatMap(({ missed }) => (missed !== null && isFor(webhook, missed, format) ? [missed] : []));
}
