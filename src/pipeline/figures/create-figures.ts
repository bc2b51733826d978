import type { Clock } from '../../base/clock.ts';
import type { Database } from '../../store/database.ts';
import {
  figuresOfWebhooks,
  figuresRead,
  figuresSince,
  type WebhookHour,
} from '../../store/queries/figures/figures-read.ts';
import {
  type WebhookStateRow,
  waitingCount,
  webhooksState,
} from '../../store/queries/figures/waiting-count.ts';
import { nodesList } from '../../store/queries/nodes/nodes-list.ts';
import type { Figure } from '../../store/records/figure.ts';
import { leaseMs } from '../delivery/membership.ts';
import { bucketsOf } from './buckets.ts';
import { countedUpTo, type Figures, type FigureView, type WebhookFigures } from './figures.ts';
import { addAnswered, percentileOf } from './percentile.ts';
import { healthOf } from './webhook-health.ts';

const hourMs = 3_600_000;
const nothing: Figure = { accepted: 0, delivered: 0, retried: 0, failed: 0, answered: [] };

/** Figures, on the database. */
export function createFigures({ database, clock }: { database: Database; clock: Clock }): Figures {
  return {
    async read({ organizationId, webhookId, asked }) {
      const { grain, ...range } = bucketsOf(asked, clock.nowMs());
      const rows = await figuresRead(database, { organizationId, webhookId, grain, ...range });
      const byNumber = new Map(rows.map((row) => [row.bucket, row]));
      const bucketMs = range.bucketSeconds * 1000;
      const count = Math.ceil((range.to.getTime() - range.from.getTime()) / bucketMs);
      const current = await waitingCount(database, { organizationId, limit: countedUpTo });
      return {
        ...range,
        since: await figuresSince(database, organizationId),
        buckets: Array.from({ length: count }, (_, number) => ({
          at: new Date(range.from.getTime() + number * bucketMs),
          ...viewOf(byNumber.get(number) ?? nothing),
        })),
        total: viewOf(sumOf(rows)),
        current: {
          waiting: Math.min(current.waiting, countedUpTo),
          retrying: current.retrying,
          held: current.held,
          oldestDueAt: current.oldest,
        },
      };
    },

    async webhooks(organizationId) {
      const nowMs = clock.nowMs();
      const firstMs = Math.floor(nowMs / hourMs) * hourMs - 23 * hourMs;
      const states = await webhooksState(database, { organizationId, limit: countedUpTo });
      const hours = await figuresOfWebhooks(database, { organizationId, from: new Date(firstMs) });
      const pauses = await readPauses(database, nowMs);
      return states.map((state) =>
        webhookFiguresOf({
          state,
          firstMs,
          hours: hours.filter((hour) => hour.webhook_id === state.id),
          pausedUntil: pauses.get(state.id) ?? null,
        }),
      );
    },
  };
}

/** The webhooks that nodes leave alone, with when the last of these nodes tries again. */
async function readPauses(database: Database, nowMs: number): Promise<Map<string, Date>> {
  const pauses = new Map<string, Date>();
  for (const { facts } of await nodesList(database, leaseMs)) {
    for (const { webhookId, until } of facts.paused ?? []) {
      const time = new Date(until);
      if (time.getTime() <= nowMs || (pauses.get(webhookId) ?? time) > time) continue;
      pauses.set(webhookId, time);
    }
  }
  return pauses;
}

function webhookFiguresOf(input: {
  state: WebhookStateRow;
  firstMs: number;
  hours: readonly WebhookHour[];
  pausedUntil: Date | null;
}): WebhookFigures {
  const { state, firstMs, hours, pausedUntil } = input;
  const byTime = new Map(hours.map((hour) => [hour.hour.getTime(), hour]));
  return {
    webhookId: state.id,
    ...healthOf(state, pausedUntil),
    failingSince: state.failing_since,
    pausedUntil,
    day: viewOf(sumOf(hours)),
    hours: Array.from({ length: 24 }, (_, number) => {
      const at = new Date(firstMs + number * hourMs);
      const { delivered, failed } = byTime.get(at.getTime()) ?? nothing;
      return { at, delivered, failed };
    }),
    waiting: state.waiting,
    oldestDueAt: state.oldest,
    lastAttempt:
      state.attempt_id === null || state.attempt_at === null
        ? null
        : {
            id: state.attempt_id,
            at: state.attempt_at,
            status: state.attempt_status,
            reason: state.attempt_reason,
            ms: state.attempt_ms ?? 0,
          },
  };
}

function sumOf(figures: readonly Figure[]): Figure {
  return figures.reduce(
    (sum, figure) => ({
      accepted: sum.accepted + figure.accepted,
      delivered: sum.delivered + figure.delivered,
      retried: sum.retried + figure.retried,
      failed: sum.failed + figure.failed,
      answered: addAnswered(sum.answered, figure.answered),
    }),
    nothing,
  );
}

function viewOf({ accepted, delivered, retried, failed, answered }: Figure): FigureView {
  const [p50Ms, p95Ms] = [percentileOf(answered, 0.5), percentileOf(answered, 0.95)];
  return { accepted, delivered, retried, failed, p50Ms, p95Ms };
}
