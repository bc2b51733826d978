import type { Queries } from '../../database.ts';

/** What waits in the database for a node to claim it, by how long it has been due. */
export interface Backlog {
  /** Their sum over all ages is everything that waits. */
  counts: { age: BacklogAge; count: number }[];
  /** How late the longest waiting one is; 0 when nothing is due. */
  oldestSeconds: number;
}

/** `held`: its webhook is off. `later`: it is not due yet. The others are due, for less than so long. */
export const backlogAges = ['held', 'later', '10s', '1m', '10m', '1h', '1d', 'older'] as const;
export type BacklogAge = (typeof backlogAges)[number];

/** The statement, for a test that looks at its plan. */
export const backlogText = `
  select
    case
      when queued_at = 'infinity' then 'held'
      when queued_at > $1::timestamptz then 'later'
      when queued_at > $1::timestamptz - interval '10 seconds' then '10s'
      when queued_at > $1::timestamptz - interval '1 minute' then '1m'
      when queued_at > $1::timestamptz - interval '10 minutes' then '10m'
      when queued_at > $1::timestamptz - interval '1 hour' then '1h'
      when queued_at > $1::timestamptz - interval '1 day' then '1d'
      else 'older'
    end as age,
    count(*) as count,
    coalesce(extract(epoch from $1::timestamptz - min(queued_at) filter (where queued_at <= $1)), 0)::float8 as late
  from deliveries
  where queued_at is not null
  group by 1`;

/** Counts the backlog of all organizations. Reads deliveries_due and nothing else: what waits, not what was sent. */
export async function deliveriesBacklog(queries: Queries, now: Date): Promise<Backlog> {
  const rows = await queries.query<{ age: BacklogAge; count: number; late: number }>({
    text: backlogText,
    values: [now],
  });
  const counts = new Map(rows.map(({ age, count }) => [age, count]));
  return {
    counts: backlogAges.map((age) => ({ age, count: counts.get(age) ?? 0 })),
    oldestSeconds: Math.max(0, ...rows.map(({ late }) => late)),
  };
}
