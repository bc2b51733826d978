import type { Queries } from '../../database.ts';

/** How far somebody is with the accepted plan that is closest to its target, or furthest past it. */
export interface UseRow {
  subjectId: string;
  subjectType: string;
  /** How many accepted plans run now. */
  plans: number;
  /** The accepted plan, and the plan; null where none runs. */
  meterId: string | null;
  planId: string | null;
  /** Exact decimals as text. `used` is the group's total where the meter is in one. */
  used: string | null;
  target: string | null;
  /** Percent of the target, rounded down to 4 places; null where there is no target. */
  percent: string | null;
  /** Of all pages together. */
  total: number;
}

/** Who is listed, and from where on. */
export interface UsesAsked {
  subjectTypes: readonly string[];
  /** Only with this plan. */
  planId: string | null;
  /** Only from so many percent on. */
  atLeast: string | null;
  /** Only those whom this condition found past one of its thresholds when it came, in the period that runs. */
  missedBy: string | null;
  /** The last one of the page before. */
  after: { percent: string | null; subjectId: string } | null;
  limit: number;
  /** What day it is, in each zone that the organization's meters are in. */
  today: readonly { timeZone: string; day: string }[];
}

/**
 * Everybody of some types by highest use, those without a target last. Of each the accepted plan with the highest use
 * that runs now.
 *
 * What is in the running period changes with the clock, so no index can keep this order: it reads all meters of the
 * organization, or those of the plan (meters_by_plan), and one counter of each by primary key. That the running period
 * is reckoned here and not by `periods.ts` spares handing every meter out; both say the same, and a test compares them.
 */
export function usesList(queries: Queries, organizationId: string, asked: UsesAsked): Promise<UseRow[]> {
  return queries.query<UseRow>({
    name: 'uses-list',
    text: `
      with dated as (
        select m.*, m.start_day::date as first_day, zone.today
        from meters m
        join unnest($2::text[], $10::date[]) as zone (name, today) on zone.name = m.time_zone
        where m.organization_id = $1 and ($4::uuid is null or m.plan_id = $4)
      ), numbered as (
        select d.*, greatest(0, months - (first_day + make_interval(months => months) > today)::integer) / period_months as period
        from dated d
        cross join lateral (
          select ((extract(year from today) - extract(year from first_day)) * 12
            + extract(month from today) - extract(month from first_day))::integer as months
        ) as calendar
      ), counted as (
        select n.*, coalesce(c.target, n.target) as goal,
          sum(coalesce(c.used, 0)) over (partition by coalesce(n.group_id, n.id)) as total
        from numbered n
        left join meter_counters c
          on c.organization_id = $1 and c.meter_id = n.id and c.period = n.period
      ), running as (
        select subject_id, id, plan_id, total, goal,
          case when goal > 0 then trunc(total * 100 / goal, 4) end as percent,
          count(*) over (partition by subject_id) as plans
        from counted r
        where first_day <= today and (end_day is null or end_day::date >= today)
          and ($6::uuid is null or exists (
            select 1 from meter_fired f
            where f.organization_id = $1 and f.meter_id = r.id and f.period = r.period
              and f.condition_id = $6 and not f.told
          ))
      ), highest as (
        select distinct on (subject_id) *
        from running
        order by subject_id, percent desc nulls last, id
      ), listed as (
        select o.id, o.type, h.id as meter_id, h.plan_id, h.total, h.goal, h.percent, coalesce(h.plans, 0) as plans
        from objects o
        left join highest h on h.subject_id = o.id
        where o.organization_id = $1 and o.type = any($3::text[])
          and ($5::numeric is null or h.percent >= $5)
          and (($4::uuid is null and $6::uuid is null) or h.id is not null)
      )
      select id as "subjectId", type as "subjectType", plans::integer, meter_id as "meterId", plan_id as "planId",
        total as used, goal as target, percent, (select count(*) from listed)::integer as total
      from listed
      where $7::uuid is null
        or coalesce(percent, -1) < coalesce($8::numeric, -1)
        or (coalesce(percent, -1) = coalesce($8::numeric, -1) and id > $7)
      order by coalesce(percent, -1) desc, id
      limit $9`,
    values: [
      ...[
        organizationId,
        asked.today.map(({ timeZone }) => timeZone),
        asked.subjectTypes,
        asked.planId,
        asked.atLeast,
        asked.missedBy,
      ],
      ...[asked.after?.subjectId ?? null, asked.after?.percent ?? null, asked.limit],
      asked.today.map(({ day }) => day),
    ],
  });
}

/** The time zones of an organization's meters: one, or none. */
export async function meterZones(queries: Queries, organizationId: string): Promise<string[]> {
  const rows = await queries.query<{ timeZone: string }>({
    name: 'meter-zones',
    text: `select distinct time_zone as "timeZone" from meters where organization_id = $1`,
    values: [organizationId],
  });
  return rows.map(({ timeZone }) => timeZone);
}
