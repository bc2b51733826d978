import type { Queries } from '../../database.ts';
import { createConditions } from '../log-conditions.ts';

/** With more events than this, walking along the log finds what is asked for soon enough. */
const few = 1000;

/**
 * The ids of an organization's events of one object or of some types, where these are few; null where they are many, or
 * where neither is asked for. What hangs on them can then be found by their ids instead of walking along all of the log
 * past what does not match. Uses events_by_object or events_by_type.
 */
export async function eventsFew(
  queries: Queries,
  organizationId: string,
  { types, objectId }: { types?: readonly string[] | undefined; objectId?: string | undefined },
): Promise<string[] | null> {
  if (types === undefined && objectId === undefined) return null;
  const conditions = createConditions('organization_id', organizationId);
  if (objectId === undefined) conditions.anyOf('type', 'text', types);
  else conditions.equals('object_id', objectId);
  const rows = await queries.query<{ id: string }>({
    text: `select id from events ${conditions.where()} limit ${few + 1}`,
    values: conditions.values,
  });
  return rows.length > few ? null : rows.map(({ id }) => id);
}
