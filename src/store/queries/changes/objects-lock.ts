import type { Queries } from '../../database.ts';

/** How an object is locked while a change is saved. */
export type LockMode =
  /** It goes, or changes in a way that its children follow: no child may be hung on it meanwhile. */
  | 'alone'
  /** It changes, but children may still be hung on it. */
  | 'change'
  /** Something is hung on it or was planned on it: it must stay, but others may hang things on it too. */
  | 'stay';

/**
 * Locks objects in the order of their ids, so that two changes never wait for each other in a circle, and answers
 * with the version of each. What is not there is not in the answer.
 *
 * The three modes are PostgreSQL's: a new child takes "for key share" on its parent by its foreign key, which waits
 * for "for update" only. That is how a parent that goes and a child that comes see each other.
 */
export async function objectsLock(
  queries: Queries,
  organizationId: string,
  modes: ReadonlyMap<string, LockMode>,
): Promise<Map<string, number>> {
  const versions = new Map<string, number>();
  for (const mode of ['alone', 'change', 'stay'] as const) {
    const ids = [...modes].filter(([, wanted]) => wanted === mode).map(([id]) => id);
    if (ids.length === 0) continue;
    const rows = await queries.query<{ id: string; version: number }>({
      name: `objects-lock-${mode}`,
      text: `
        select id, version
        from objects
        where organization_id = $1 and id = any($2::uuid[])
        order by id
        ${lockClauses[mode]}`,
      values: [organizationId, ids],
    });
    for (const row of rows) versions.set(row.id, row.version);
  }
  return versions;
}

const lockClauses: Record<LockMode, string> = {
  alone: 'for update',
  change: 'for no key update',
  stay: 'for key share',
};
