import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';
import type { MeterRow } from './meter-row.ts';

/** Inserts meters. */
export async function metersInsert(
  tx: Queries,
  meters: readonly (MeterRow & { organizationId: string })[],
): Promise<void> {
  for (const meter of meters) {
    await tx.query({
      name: 'meter-insert',
      text: `
        insert into meters (
          organization_id, id, plan_id, bundle_id, product_ids, subject_type, subject_id, group_id, target,
          start_day, end_day, time_zone, period_months, measure
        )
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      values: [
        ...[meter.organizationId, meter.id, meter.planId, meter.bundleId, meter.productIds],
        ...[meter.subjectType, meter.subjectId, meter.groupId, meter.target, meter.startDay, meter.endDay],
        ...[meter.timeZone, meter.periodMonths, meter.measure],
      ],
    });
  }
}

/** Gives a held meter another target and end. */
export async function meterUpdate(
  tx: Queries,
  input: { organizationId: string; id: string; target: string; endDay: string | null },
): Promise<void> {
  await tx.query({
    name: 'meter-update',
    text: `update meters set target = $3, end_day = $4 where organization_id = ${unseen('$1')} and id = $2`,
    values: [input.organizationId, input.id, input.target, input.endDay],
  });
}

/** Removes meters; their counters go with them. */
export async function metersDelete(
  tx: Queries,
  input: { organizationId: string; ids: readonly string[] },
): Promise<void> {
  await tx.query({
    name: 'meters-delete',
    text: `delete from meters where organization_id = ${unseen('$1')} and id = any($2::uuid[])`,
    values: [input.organizationId, input.ids],
  });
}

/** Another time zone for all meters of an organization, locked in the order of their ids first. */
export async function metersMoveZone(
  tx: Queries,
  input: { organizationId: string; timeZone: string },
): Promise<void> {
  await tx.query({
    name: 'meters-move-zone',
    text: `
      with held as (select id from meters where organization_id = $1 order by id for no key update)
      update meters m
      set time_zone = $2
      from held
      where m.organization_id = ${unseen('$1')} and m.id = held.id`,
    values: [input.organizationId, input.timeZone],
  });
}

/** Other products for the meters of a bundle, locked in the order of their ids first. Uses meters_by_bundle. */
export async function metersSetProducts(
  tx: Queries,
  input: { organizationId: string; bundleId: string; productIds: readonly string[] },
): Promise<void> {
  await tx.query({
    name: 'meters-set-products',
    text: `
      with held as (
        select id from meters where organization_id = $1 and bundle_id = $2 order by id for no key update
      )
      update meters m
      set product_ids = $3
      from held
      where m.organization_id = ${unseen('$1')} and m.id = held.id`,
    values: [input.organizationId, input.bundleId, input.productIds],
  });
}

/** Puts meters into groups, or out of them, locked in the order of their ids first. */
export async function metersSetGroups(
  tx: Queries,
  input: { organizationId: string; meters: readonly { id: string; groupId: string | null }[] },
): Promise<void> {
  await tx.query({
    name: 'meters-set-groups',
    text: `
      with held as (
        select id from meters where organization_id = ${unseen('$1')} and id = any($2::uuid[]) order by id for no key update
      )
      update meters m
      set group_id = wanted.group_id
      from held
      join unnest($2::uuid[], $3::uuid[]) as wanted (id, group_id) using (id)
      where m.organization_id = ${unseen('$1')} and m.id = held.id`,
    values: [
      input.organizationId,
      input.meters.map(({ id }) => id),
      input.meters.map(({ groupId }) => groupId),
    ],
  });
}
