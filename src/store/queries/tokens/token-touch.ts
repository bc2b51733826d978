import type { Queries } from '../../database.ts';

/** Notes that a token was used. Of nodes that see it at once, one writes. Index: the primary key. */
export async function tokenTouch(
  queries: Queries,
  input: { id: string; now: Date; before: Date },
): Promise<void> {
  await queries.query({
    name: 'token-touch',
    text: `
      update tokens
      set last_used_at = $2
      where id = $1 and (last_used_at is null or last_used_at <= $3)`,
    values: [input.id, input.now, input.before],
  });
}
