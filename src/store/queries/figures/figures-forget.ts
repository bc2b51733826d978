import type { Queries } from '../../database.ts';

/** Forgets what is too old to be shown. Index: figures_by_age. */
export async function figuresForget(queries: Queries, before: { minutes: Date; hours: Date }): Promise<void> {
  await queries.query({
    text: `delete from figures where grain = 'minute' and at < $1 or grain = 'hour' and at < $2`,
    values: [before.minutes, before.hours],
  });
}
