import type { Transaction } from '../../database.ts';
import { planOnceForIndexes } from '../../plan-settings.ts';
import { isFirst } from './deliveries-claim.ts';

/** What may be sent of an ordered webhook. */
export interface FirstDeliveries {
  deliveries: { organizationId: string; id: string }[];
  /** Where to go on looking; null when nothing was left out. */
  after: string | null;
}

/** How many of the soonest are looked at, and how many objects are visited, by one question. */
const defaultReach = 1000;

/**
 * The deliveries of an ordered webhook that are due and first for their object. Most are among those that have waited
 * longest. Where these are all of a few objects with long backlogs, the objects are visited one after the other as well,
 * from the one behind `after` on, so that none waits behind another one's backlog, and no question takes longer than the
 * next.
 *
 * Each object visited is one look into deliveries_in_order, and so is each question whether something is ahead.
 */
export async function deliveriesFirst(
  tx: Transaction,
  input: { webhookId: string; now: Date; room: number; after: string | null; reach?: number },
): Promise<FirstDeliveries> {
  const { webhookId, now, room, after, reach = defaultReach } = input;
  await planOnceForIndexes(tx);
  const soonest = await tx.query<FirstRow>({
    name: 'deliveries-first-soonest',
    text: `
      select d.organization_id, d.id, ${isFirst} as may_go
      from deliveries d
      where d.webhook_id = $1 and d.queued_at <= $2
      order by d.queued_at, d.id
      limit $3`,
    values: [webhookId, now, reach],
  });
  const found = soonest.filter(({ may_go }) => may_go);
  // That was all that is due, or it is as much as there is room for.
  if (soonest.length < reach) return { deliveries: found.slice(0, room).map(keyOf), after: null };
  if (found.length >= room) return { deliveries: found.slice(0, room).map(keyOf), after };
  const visited = await tx.query<FirstRow & { object_id: string }>({
    name: 'deliveries-first-visited',
    text: `
      with recursive visited (object_id, number) as (
        select $4::text, 0
        union all
        select next.object_id, visited.number + 1
        from visited
        cross join lateral (
          select d.object_id
          from deliveries d
          where d.webhook_id = $1 and d.owed_position is not null and d.object_id > visited.object_id
          order by d.object_id
          limit 1
        ) next
        where visited.number < $3
      )
      select
        visited.object_id, first.organization_id, first.id,
        first.owed_position > 0 and first.queued_at <= $2 as may_go
      from visited
      cross join lateral (
        select d.organization_id, d.id, d.owed_position, d.queued_at
        from deliveries d
        where d.webhook_id = $1 and d.object_id = visited.object_id and d.owed_position is not null
        order by d.owed_position
        limit 1
      ) first
      where visited.number > 0
      order by visited.number`,
    values: [webhookId, now, reach, after ?? ''],
  });
  const known = new Set(found.map(({ id }) => id));
  const more = visited.filter(({ may_go, id }) => may_go && !known.has(id)).slice(0, room - found.length);
  const full = found.length + more.length === room;
  // Those behind the last one that was taken are visited by the next question.
  const last = full ? more.at(-1) : visited.length === reach ? visited.at(-1) : undefined;
  return { deliveries: [...found, ...more].map(keyOf), after: last?.object_id ?? null };
}

interface FirstRow {
  organization_id: string;
  id: string;
  may_go: boolean;
}

function keyOf({ organization_id, id }: FirstRow): { organizationId: string; id: string } {
  return { organizationId: organization_id, id };
}
