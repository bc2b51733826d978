import type { Queries } from '../../database.ts';

/** What a meter has counted in one period. Amounts are exact decimals as text. */
export interface CounterRow {
  meterId: string;
  period: number;
  used: string;
  target: string;
}

const columns = `meter_id as "meterId", period, used, target`;

/** Adds to counters, making those that are not there, and answers with what they are now. The meters are held. */
export function meterCountersAdd(
  tx: Queries,
  organizationId: string,
  counts: readonly { meterId: string; period: number; amount: string; target: string }[],
): Promise<CounterRow[]> {
  return tx.query<CounterRow>({
    name: 'meter-counters-add',
    text: `
      insert into meter_counters as c (organization_id, meter_id, period, used, target)
      select $1, * from unnest($2::uuid[], $3::integer[], $4::numeric[], $5::numeric[])
      on conflict (organization_id, meter_id, period) do update set used = c.used + excluded.used
      returning ${columns}`,
    values: [
      organizationId,
      counts.map((count) => count.meterId),
      counts.map((count) => count.period),
      counts.map((count) => count.amount),
      counts.map((count) => count.target),
    ],
  });
}

/** The counters of some meters and periods, those that are there. Uses the primary key. */
export function meterCountersOf(
  queries: Queries,
  organizationId: string,
  wanted: readonly { meterId: string; period: number }[],
): Promise<CounterRow[]> {
  return queries.query<CounterRow>({
    name: 'meter-counters-of',
    text: `
      select ${columns}
      from meter_counters
      where organization_id = $1
        and (meter_id, period) in (select * from unnest($2::uuid[], $3::integer[]))`,
    values: [organizationId, wanted.map(({ meterId }) => meterId), wanted.map(({ period }) => period)],
  });
}

/** Gives the running period of a meter, and any later one, another target. Uses the primary key. */
export async function meterCountersRetarget(
  tx: Queries,
  input: { organizationId: string; meterId: string; fromPeriod: number; target: string },
): Promise<void> {
  await tx.query({
    name: 'meter-counters-retarget',
    text: `
      update meter_counters
      set target = $4::numeric
      where organization_id = $1 and meter_id = $2 and period >= $3`,
    values: [input.organizationId, input.meterId, input.fromPeriod, input.target],
  });
}
