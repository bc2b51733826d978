import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/** How an object is locked while a change is saved. */
export type LockMode =
  /** It goes, or changes in a way that its children follow: no child may be hung on it meanwhile. */
  | 'alone'
  /** It changes, but children may still be hung on it. */
  | 'change'
  /** Something is hung on it or was planned on it: it must stay, but others may hang things on it too. */
  | 'stay';

/**
 * Locks objects one after the other in the order of their ids, whatever the mode of each, so that two changes never
 * wait for each other in a circle, and answers with the version of each. What is not there is not in the answer.
 *
 * The three modes are PostgreSQL's: a new child takes "for key share" on its parent by its foreign key, which waits
 * for "for update" only. That is how a parent that goes and a child that comes see each other. "unnest" keeps its
 * order, and a lateral subquery that locks is run for one row of it after the other.
 */
export async function objectsLock(
  queries: Queries,
  organizationId: string,
  modes: ReadonlyMap<string, LockMode>,
): Promise<Map<string, number>> {
  if (modes.size === 0) return new Map();
  const wanted = [...modes].sort(([one], [other]) => (one < other ? -1 : 1));
  const rows = await queries.query<{ id: string; version: number }>({
    name: 'objects-lock',
    text: `
      select wanted.id, coalesce(alone.version, change.version, stay.version) as version
      from unnest($2::uuid[], $3::text[]) as wanted (id, mode)
      ${lateral('alone', 'for update')}
      ${lateral('change', 'for no key update')}
      ${lateral('stay', 'for key share')}
      where coalesce(alone.version, change.version, stay.version) is not null`,
    values: [organizationId, wanted.map(([id]) => id), wanted.map(([, mode]) => mode)],
  });
  return new Map(rows.map(({ id, version }) => [id, version]));
}

function lateral(mode: LockMode, clause: string): string {
  return `
      left join lateral (
        select o.version
        from objects o
        where wanted.mode = '${mode}' and o.organization_id = ${unseen('$1')} and o.id = wanted.id
        ${clause}
      ) ${mode} on true`;
}
