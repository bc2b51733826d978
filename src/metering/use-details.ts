import type { Queries } from '../store/database.ts';
import {
  eventsOfObjects,
  meterPoints,
  type PointRow,
  type ToldRow,
} from '../store/queries/metering/meter-points.ts';
import type { MeterRow } from '../store/queries/metering/meter-row.ts';
import { metersAround } from '../store/queries/metering/meters-read.ts';
import type { Judged } from './crossings.ts';
import { amountFrom, amountOf, amountText, percentUsed } from './decimals.ts';
import { judgedOf, runningCounters, soloOf, type Touched } from './judge.ts';
import type { MeteredDialect, Named } from './metered-dialect.ts';
import { periodAt } from './periods.ts';

/** Somebody who can accept plans, with each accepted plan that counts. */
export interface UseDetails extends Named {
  id: string;
  acceptedPlans: AcceptedPlan[];
}

/** One accepted plan in the period that runs: its first one before it begins. Amounts are exact decimals as text. */
export interface AcceptedPlan {
  id: string;
  plan: (Named & { id: string }) | null;
  package: (Named & { id: string }) | null;
  state: 'to-come' | 'running' | 'over';
  startDay: string;
  endDay: string | null;
  timeZone: string;
  periodMonths: number;
  /** The custom attribute that is counted, 1 to 10; null: each transaction counts as one. */
  attribute: number | null;
  period: { number: number; startsAt: Date; endsAt: Date };
  target: string;
  /** What it has counted itself. */
  counted: string;
  /** What it is judged by: the same, or the total of all that are combined with it. */
  used: string;
  combined: boolean;
  percent: number | null;
  thresholds: Threshold[];
}

/** A percentage at which a condition tells. */
export interface Threshold {
  conditionId: string;
  percent: string;
  /** How much that is. */
  amount: string;
  webhooks: {
    webhookId: string;
    /** `missed`: it was past already when the condition came, or the webhook. */
    state: 'ahead' | 'told' | 'missed';
    at: Date | null;
    eventId: string | null;
    deliveryId: string | null;
  }[];
}

/** It went while this was read. */
const nameless: Named = { type: 'developer', key: '', name: '' };

/** Reads all of it. */
export async function useDetailsOf(
  queries: Queries,
  metered: MeteredDialect,
  input: { organizationId: string; subjectId: string; now: Date },
): Promise<UseDetails> {
  const { organizationId, subjectId, now } = input;
  const around = await metersAround(queries, organizationId, subjectId);
  const own = around.filter((meter) => meter.subjectId === subjectId);
  const touched = await runningCounters(queries, organizationId, own, now);
  const judged = await judgedOf(queries, organizationId, { held: around, touched, now });
  const points = await meterPoints(
    queries,
    organizationId,
    touched.map(({ meter, period }) => ({ meterId: meter.id, planId: meter.planId, period })),
  );
  const objectIds = own.map(({ id }) => id);
  const told = await eventsOfObjects(queries, organizationId, { type: metered.crossingType, objectIds });
  const links = linksOf(told, metered);
  const ids = own.flatMap(({ planId, bundleId }) => [planId, bundleId]);
  const names = await metered.names(queries, organizationId, [subjectId, ...ids]);
  const named = (id: string) => {
    const found = names.get(id);
    return found === undefined ? null : { id, ...found };
  };
  return {
    id: subjectId,
    ...(names.get(subjectId) ?? nameless),
    acceptedPlans: touched.map((each) => {
      const { meter } = each;
      const total =
        judged.find(({ meterId, period }) => meterId === meter.id && period === each.period) ??
        // One of a group that does not run is judged by nobody; it shows what it has counted.
        soloOf(each);
      const ownPoints = points.filter(({ meterId }) => meterId === meter.id);
      return {
        ...acceptedPlanOf(each, total, now),
        plan: named(meter.planId),
        package: named(meter.bundleId),
        thresholds: thresholdsOf(ownPoints, total.target, links),
      };
    }),
  };
}

function acceptedPlanOf({ meter, period, used }: Touched, total: Judged, now: Date) {
  return {
    id: meter.id,
    state: stateOf(meter, total, now),
    startDay: meter.startDay,
    endDay: meter.endDay,
    timeZone: meter.timeZone,
    periodMonths: meter.periodMonths,
    attribute: meter.measure,
    period: { number: period, startsAt: total.startsAt, endsAt: total.endsAt },
    target: total.target.toString(),
    counted: amountText(used),
    used: amountText(total.total),
    combined: meter.groupId !== null,
    percent: percentUsed(total.total, total.target),
  };
}

function stateOf(meter: MeterRow, { startsAt }: Judged, now: Date): AcceptedPlan['state'] {
  if (now < startsAt) return 'to-come';
  return periodAt(meter, now.getTime()) === null ? 'over' : 'running';
}

/** The events of what was told, with their deliveries by webhook. */
type Links = ReadonlyMap<string, { eventId: string; deliveryIds: Map<string, string> }>;

function linksOf(rows: readonly ToldRow[], { pointOf }: MeteredDialect): Links {
  const found = new Map<string, { eventId: string; deliveryIds: Map<string, string> }>();
  for (const { objectId, eventId, fields, webhookId, deliveryId } of rows) {
    const point = pointOf(fields ?? {});
    const percent = amountFrom(point?.percent ?? '');
    if (point === null || percent === null) continue;
    const key = linkKey({ ...point, meterId: objectId, percent });
    const link = found.get(key) ?? { eventId, deliveryIds: new Map<string, string>() };
    if (webhookId !== null && deliveryId !== null) link.deliveryIds.set(webhookId, deliveryId);
    found.set(key, link);
  }
  return found;
}

function linkKey(told: { meterId: string; period: number; conditionId: string; percent: bigint }): string {
  return [told.meterId, told.period, told.conditionId, told.percent].join(' ');
}

function thresholdsOf(points: readonly PointRow[], target: bigint, links: Links): Threshold[] {
  const found = new Map<string, Threshold>();
  for (const point of points) {
    const { conditionId, webhookId, told, at } = point;
    const percent = amountOf(point.percent);
    const key = `${conditionId} ${percent}`;
    const threshold = found.get(key) ?? {
      conditionId,
      percent: amountText(percent),
      // What reaches it: rounded up to the last place that is counted.
      amount: amountText((percent * target + 99n) / 100n),
      webhooks: [],
    };
    const link = told === true ? links.get(linkKey({ ...point, percent })) : undefined;
    threshold.webhooks.push({
      webhookId,
      state: told === null ? 'ahead' : told ? 'told' : 'missed',
      at,
      eventId: link?.eventId ?? null,
      deliveryId: link?.deliveryIds.get(webhookId) ?? null,
    });
    found.set(key, threshold);
  }
  return [...found.values()];
}
