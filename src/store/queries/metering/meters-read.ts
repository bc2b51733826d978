import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';
import { type MeterRow, meterColumns } from './meter-row.ts';

/** The meters that count for some developers and companies. Uses meters_by_subject. */
export function metersOfSubjects(
  queries: Queries,
  organizationId: string,
  subjectIds: readonly string[],
): Promise<MeterRow[]> {
  return queries.query<MeterRow>({
    name: 'meters-of-subjects',
    text: `
      select ${meterColumns}
      from unnest($2::uuid[]) as subject (id)
      cross join lateral (
        -- The offset keeps it from becoming a join, which would be planned for the table's size as it was then.
        select * from meters where organization_id = ${unseen('$1')} and subject_id = subject.id offset 0
      ) m`,
    values: [organizationId, subjectIds],
  });
}

/** The meters that count for somebody, with the others of their groups. Uses meters_by_subject, meters_by_group. */
export function metersAround(
  queries: Queries,
  organizationId: string,
  subjectId: string,
): Promise<MeterRow[]> {
  return queries.query<MeterRow>({
    name: 'meters-around',
    text: `
      with own as (
        select id, group_id from meters where organization_id = ${unseen('$1')} and subject_id = $2
      )
      select ${meterColumns}
      from meters m
      where m.organization_id = ${unseen('$1')} and m.id = any(array(${withTheirGroups('own')}))
      order by m.start_day, m.id`,
    values: [organizationId, subjectId],
  });
}

/** Which meters to hold: those that count for somebody, those of a plan, or these very ones. */
export type MeterChoice = { subjectIds: readonly string[] } | { planId: string } | { ids: readonly string[] };

/**
 * Holds meters, and the others of their groups, until the transaction ends, and answers with what they are then. All
 * that is counted or judged for a meter is done under this lock, so two transactions never judge the same total. In the
 * order of ids, so that two of them do not wait for each other in a circle. Not the stronger `for update`: counters
 * refer to meters, and inserting one takes the weak lock that this leaves room for.
 *
 * One that is put into a group while this waits for it comes with a group whose others were not seen, and a total
 * without them is too low. They are looked for once more, now that nobody can move it.
 */
export async function metersHold(
  tx: Queries,
  organizationId: string,
  choice: MeterChoice,
): Promise<MeterRow[]> {
  for (;;) {
    const held = await holdThose(tx, organizationId, choice);
    const groupIds = [...new Set(held.flatMap(({ groupId }) => groupId ?? []))];
    if (groupIds.length === 0) return held;
    const heldIds = new Set(held.map(({ id }) => id));
    const members = await membersOf(tx, organizationId, groupIds);
    if (members.every((id) => heldIds.has(id))) return held;
  }
}

function holdThose(tx: Queries, organizationId: string, choice: MeterChoice): Promise<MeterRow[]> {
  const [column, wanted] = wantedBy(choice);
  return tx.query<MeterRow>({
    name: `meters-hold-by-${column}`,
    text: `
      with chosen as (
        select m.id, m.group_id
        from unnest($2::uuid[]) as wanted (id)
        cross join lateral (
          select id, group_id from meters where organization_id = ${unseen('$1')} and ${column} = wanted.id offset 0
        ) m
      )
      select ${meterColumns}
      from (
        select id from (${withTheirGroups('chosen')}) wanted order by id
      ) held
      cross join lateral (
        select * from meters where organization_id = ${unseen('$1')} and id = held.id for no key update
      ) m`,
    values: [organizationId, wanted],
  });
}

/**
 * The ids of some meters, and of the others of their groups. Gathered by two indexes: "of these or in their groups" as one
 * condition has none, and would go through all meters of the organization.
 */
function withTheirGroups(some: string): string {
  return `
        select id from ${some}
        union
        select others.id
        from (select distinct group_id from ${some} where group_id is not null) own_group
        cross join lateral (
          select id from meters where organization_id = ${unseen('$1')} and group_id = own_group.group_id offset 0
        ) others`;
}

/** The ids of all meters of some groups. Uses meters_by_group. */
async function membersOf(tx: Queries, organizationId: string, groupIds: readonly string[]) {
  const rows = await tx.query<{ id: string }>({
    name: 'meters-of-groups',
    text: `select id from meters where organization_id = ${unseen('$1')} and group_id = any($2::uuid[])`,
    values: [organizationId, groupIds],
  });
  return rows.map(({ id }) => id);
}

function wantedBy(choice: MeterChoice): [column: string, wanted: readonly string[]] {
  if ('subjectIds' in choice) return ['subject_id', choice.subjectIds];
  if ('planId' in choice) return ['plan_id', [choice.planId]];
  return ['id', choice.ids];
}
