import type { Queries } from '../../database.ts';

/** Ends a session: it is forgotten. Index: the unique one of the hash. */
export async function sessionDelete(queries: Queries, hash: Buffer): Promise<void> {
  await queries.query({ text: `delete from tokens where hash = $1 and kind = 'session'`, values: [hash] });
}
