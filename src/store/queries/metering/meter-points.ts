import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/** A threshold of a plan and a webhook that is told of it, with what became of it for one meter and period. */
export interface PointRow {
  meterId: string;
  period: number;
  conditionId: string;
  percent: string;
  webhookId: string;
  /** Null: not reached yet. False: it had been passed before the condition was there. */
  told: boolean | null;
  at: Date | null;
}

/**
 * The thresholds of meters with what has been told of them in one period of each, by percentage. Uses
 * meter_thresholds_by_plan and the primary key of what was told.
 */
export function meterPoints(
  queries: Queries,
  organizationId: string,
  meters: readonly { meterId: string; planId: string; period: number }[],
): Promise<PointRow[]> {
  return queries.query<PointRow>({
    name: 'meter-points',
    text: `
      select asked.meter_id as "meterId", asked.period, t.condition_id as "conditionId", t.percent, webhook.id as "webhookId",
        f.told, f.at
      from unnest($2::uuid[], $3::uuid[], $4::integer[]) as asked (meter_id, plan_id, period)
      join meter_thresholds t on t.organization_id = ${unseen('$1')} and t.plan_id = asked.plan_id
      cross join unnest(t.webhook_ids) with ordinality as webhook (id, place)
      left join meter_fired f
        on f.organization_id = $1 and f.meter_id = asked.meter_id and f.period = asked.period
        and f.condition_id = t.condition_id and f.percent = t.percent and f.webhook_id = webhook.id
      order by t.percent, t.condition_id, webhook.place`,
    values: [
      organizationId,
      meters.map(({ meterId }) => meterId),
      meters.map(({ planId }) => planId),
      meters.map(({ period }) => period),
    ],
  });
}

/** A delivery of an event that tells of an object. */
export interface ToldRow {
  objectId: string;
  eventId: string;
  fields: Record<string, unknown> | null;
  webhookId: string | null;
  deliveryId: string | null;
}

/** The events of one type that tell of some objects, with their deliveries. Uses events_by_object, deliveries_by_event. */
export function eventsOfObjects(
  queries: Queries,
  organizationId: string,
  asked: { type: string; objectIds: readonly string[] },
): Promise<ToldRow[]> {
  return queries.query<ToldRow>({
    name: 'events-of-objects',
    text: `
      select e.object_id as "objectId", e.id as "eventId", e.data -> 'object' -> 'fields' as fields, d.webhook_id as "webhookId", d.id as "deliveryId"
      from events e
      left join deliveries d on d.organization_id = ${unseen('$1')} and d.event_id = e.id
      where e.organization_id = ${unseen('$1')} and e.object_id = any($3::text[]) and e.type = $2
      order by e.id, d.id`,
    values: [organizationId, asked.type, asked.objectIds],
  });
}
