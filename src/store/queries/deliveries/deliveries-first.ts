import type { Transaction } from '../../database.ts';
import { planOnceForIndexes } from '../../plan-settings.ts';
import { cutRuns, type RunCandidate } from './cut-runs.ts';

/** What may be sent of an ordered webhook. */
export interface FirstDeliveries {
  /** Of each object, what may be sent one after the other. What has no order is a run of its own. */
  runs: RunCandidate[][];
  /** Where to go on looking; null when nothing was left out. */
  after: string | null;
}

/** How many of the soonest are looked at, and how many objects are visited, by one question. */
const defaultReach = 1000;
/**
 * How long a run may be. What a claim costs is shared by so many, and what has to be put back when one of them fails, or is sent
 * once more when the node dies, is no more than this of each object.
 */
const defaultLongest = 50;

/**
 * The deliveries of an ordered webhook that are due and first for their object, with those that come next for it. Most
 * objects are among those of the deliveries that have waited longest. Where these are all of a few objects with long backlogs,
 * the objects are visited one after the other as well, from the one behind `after` on, so that none waits behind another
 * one's backlog, and no question takes longer than the next.
 *
 * Each object, found or visited, is one look into deliveries_in_order: its first entry says what comes first, and whether
 * something is under way.
 */
export async function deliveriesFirst(
  tx: Transaction,
  input: {
    webhookId: string;
    now: Date;
    room: number;
    after: string | null;
    reach?: number;
    longest?: number;
  },
): Promise<FirstDeliveries> {
  const { room, after, reach = defaultReach } = input;
  await planOnceForIndexes(tx);
  const { looked, found } = await findSoonest(tx, input, reach);
  // Fewer than that: it was all that is due.
  if (looked < reach) return { runs: await runsFrom(tx, input, found.slice(0, room)), after: null };
  if (found.length >= room) return { runs: await runsFrom(tx, input, found.slice(0, room)), after };
  const visited = await visit(tx, input, reach);
  const known = new Set(found.map(({ id }) => id));
  const more = visited.filter(({ due, id }) => due && !known.has(id)).slice(0, room - found.length);
  const full = found.length + more.length === room;
  // Those behind the last one that was taken are visited by the next question.
  const last = full ? more.at(-1) : visited.length === reach ? visited.at(-1) : undefined;
  return { runs: await runsFrom(tx, input, [...found, ...more]), after: last?.objectId ?? null };
}

interface First extends RunCandidate {
  /** Null for what has no order. */
  position: number | null;
  roundAttempts: number;
  /** Null while a node holds it. */
  due: boolean | null;
}

/** `$2` is the time. */
const firstColumns = `
  d.organization_id as "organizationId", d.id, d.object_id as "objectId", d.transaction_id as "transactionId",
  d.owed_position as position, d.round_attempts as "roundAttempts", d.queued_at <= $2 as due`;

/** Among so many of those that have waited longest: what has no order, and the first of each object, if it may go. */
async function findSoonest(
  tx: Transaction,
  { webhookId, now }: { webhookId: string; now: Date },
  reach: number,
): Promise<{ looked: number; found: First[] }> {
  const rows = await tx.query<First & { looked: number }>({
    name: 'deliveries-first-soonest',
    text: `
      with soonest as materialized (
        select d.organization_id, d.id, d.object_id, d.transaction_id, d.owed_position, d.round_attempts, d.queued_at,
          row_number() over (order by d.queued_at, d.id) as number
        from deliveries d
        where d.webhook_id = $1 and d.queued_at <= $2
        order by d.queued_at, d.id
        limit $3
      ), objects as materialized (
        select object_id, min(number) as number
        from soonest
        where owed_position is not null
        group by object_id
      ), found as (
        select ${firstColumns}, d.number from soonest d where d.owed_position is null
        union all
        select first.*, objects.number
        from objects
        cross join lateral (
          select ${firstColumns}
          from deliveries d
          where d.webhook_id = $1 and d.object_id = objects.object_id and d.owed_position is not null
          order by d.owed_position
          limit 1
        ) first
        where first.due
      )
      select found.*, counted.looked
      from (select count(*) as looked from soonest) counted
      left join found on true
      order by found.number`,
    values: [webhookId, now, reach],
  });
  return { looked: rows[0]?.looked ?? 0, found: rows.filter(({ id }) => id !== null) };
}

/** Visits so many objects, whether their first may go or not. */
async function visit(
  tx: Transaction,
  { webhookId, now, after }: { webhookId: string; now: Date; after: string | null },
  reach: number,
): Promise<First[]> {
  return tx.query<First>({
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
      select first.*
      from visited
      cross join lateral (
        select ${firstColumns}
        from deliveries d
        where d.webhook_id = $1 and d.object_id = visited.object_id and d.owed_position is not null
        order by d.owed_position
        limit 1
      ) first
      where visited.number > 0
      order by visited.number`,
    values: [webhookId, now, reach, after ?? ''],
  });
}

/**
 * Adds to each what comes next for its object, as far as it is due. All objects come before any of them gets more, and then
 * each as much as the others. One that is tried again goes alone: it may fail again, and what follows would have to be put
 * back.
 */
async function runsFrom(
  tx: Transaction,
  { webhookId, now, room, longest = defaultLongest }: Parameters<typeof deliveriesFirst>[1],
  firsts: readonly First[],
): Promise<RunCandidate[][]> {
  const each = Math.min(longest, Math.floor(room / Math.max(1, firsts.length)));
  const fresh = firsts.filter(({ position, roundAttempts }) => position !== null && roundAttempts === 0);
  if (each <= 1 || fresh.length === 0) return firsts.map((first) => [first]);
  const next = await tx.query<First>({
    name: 'deliveries-first-next',
    text: `
      select next.*
      from unnest($3::text[], $4::bigint[]) with ordinality as wanted (object_id, position, number)
      cross join lateral (
        select ${firstColumns}
        from deliveries d
        where d.webhook_id = $1 and d.object_id = wanted.object_id and d.owed_position > wanted.position
        order by d.owed_position
        limit $5
      ) next
      order by wanted.number, next.position`,
    values: [
      webhookId,
      now,
      fresh.map(({ objectId }) => objectId),
      fresh.map(({ position }) => position),
      each - 1,
    ],
  });
  const runs = new Map<RunCandidate, RunCandidate[]>(firsts.map((first) => [first, [first]]));
  const open = new Map<string, RunCandidate[]>(fresh.map((first) => [first.objectId, runs.get(first)!]));
  for (const candidate of next) {
    if (candidate.due) open.get(candidate.objectId)?.push(candidate);
    else open.delete(candidate.objectId);
  }
  return cutRuns([...runs.values()]);
}
