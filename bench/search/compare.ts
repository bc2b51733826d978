import type { Database } from '../../src/store/database.ts';
import { hub, madeAttempt } from './made-attempt.ts';

const compared = 500;

interface Compared {
  event_id: string | null;
  request: { url: string; headers: Record<string, string> };
  words: readonly string[] | null;
}

/** Reads attempts from all over the log. Throws where one is not what the product would have written. */
export async function compareSome(
  database: Database,
  rows: number,
  atMs: (n: number) => number,
): Promise<void> {
  for (let place = 0; place < compared; place += 1) {
    const n = Math.floor((place * (rows - 1)) / (compared - 1));
    const { row } = madeAttempt(n, atMs(n));
    const [kept] = await database.query<Compared>({
      text: `
        select event_id, request, tsvector_to_array(words) as words
        from attempts
        where organization_id = $1 and id = $2`,
      values: [hub, row.id],
    });
    const made = { event_id: row.eventId, request: row.request, words: row.words };
    const [one, other] = [kept, made].map((it) => it && sorted(it));
    if (one !== other)
      throw new Error(`Attempt ${n} is not as the product writes it: ${one} instead of ${other}`);
  }
}

function sorted(row: Compared): string {
  const { event_id, request, words } = row;
  return JSON.stringify([
    event_id,
    Object.entries(request.headers).sort(),
    request.url,
    [...(words ?? [])].sort(),
  ]);
}
