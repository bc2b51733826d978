import type { Transaction } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/**
 * Locks those of some events that are not erased, in the order of their ids, and answers with which these are. "For share" waits
 * for whoever is erasing one of them, and keeps others from beginning until the transaction ends ("for key share" would not: an
 * erased event keeps its key). After that, what is owed for it is seen, and cancelled. Index: the primary key.
 */
export async function eventsShareLock(
  tx: Transaction,
  { organizationId, ids }: { organizationId: string; ids: readonly string[] },
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.query<{ id: string }>({
    text: `
      select id
      from events
      where organization_id = ${unseen('$1')} and id = any($2::uuid[]) and data -> 'erasedAt' is null
      order by id
      for share`,
    values: [organizationId, ids],
  });
  return new Set(rows.map(({ id }) => id));
}
