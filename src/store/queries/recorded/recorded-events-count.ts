import type { Queries } from '../../database.ts';

/** Beyond this, counting takes longer than the number is worth. */
const maxCount = 100_000;

/** How many recorded events wait, and how many were refused; at most 100,000 of each are counted. */
export async function recordedEventsCount(queries: Queries): Promise<{ waiting: number; refused: number }> {
  const [row] = await queries.query<{ waiting: number; refused: number }>({
    text: `
      select
        (select count(*)::int from (
          select from recorded_events where refused_at is null limit ${maxCount}
        ) as w) as waiting,
        (select count(*)::int from (
          select from recorded_events where refused_at is not null limit ${maxCount}
        ) as r) as refused`,
  });
  return row ?? { waiting: 0, refused: 0 };
}
