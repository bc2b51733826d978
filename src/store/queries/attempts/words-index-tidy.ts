import type { Queries } from '../../database.ts';
import { partitionName } from '../../partitions.ts';

/**
 * Moves what was written lately into its place in attempts_by_words, of the partitions that now is written to. Who writes
 * goes on meanwhile; two who do this wait for each other. Only the owner of the index may.
 */
export async function wordsIndexTidy(queries: Queries, nowMs: number): Promise<void> {
  const hourMs = 3_600_000;
  // What was attempted before midnight is written after it; what has no partition of its own is in the default one.
  const names = new Set([
    'attempts_default',
    ...[nowMs, nowMs - hourMs].map((ms) => partitionName('attempts', ms)),
  ]);
  await queries.query({
    name: 'words-index-tidy',
    text: `
      select gin_clean_pending_list(part.inhrelid)
      from pg_inherits part
      join pg_index i on i.indexrelid = part.inhrelid
      where part.inhparent = to_regclass('attempts_by_words')
        and i.indrelid = any (select to_regclass(name) from unnest($1::text[]) as name)`,
    values: [[...names]],
  });
}
