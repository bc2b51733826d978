import { isUuid } from '../../../base/ids.ts';
import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';
import type { SearchFound } from './delivery-conditions.ts';

/** Types that are looked through; an organization has a few dozen. */
const maxTypes = 1000;

/**
 * What a search text names, so that deliveries are found by an index and not by reading all of them: the id of a
 * delivery or of an event, words in event types, or else an object. Null where nothing is searched for.
 */
export async function searchOf(
  queries: Queries,
  organizationId: string,
  text: string | undefined,
): Promise<SearchFound | null> {
  const wanted = text?.trim() ?? '';
  if (wanted === '') return null;
  if (isUuid(wanted)) {
    const named = await namedBy(queries, organizationId, wanted);
    if (named === 'delivery') return { id: wanted };
    return named === 'event' ? { eventId: wanted } : { objectId: wanted };
  }
  const types = (await eventTypesTold(queries, organizationId)).filter((type) =>
    type.toLowerCase().includes(wanted.toLowerCase()),
  );
  return types.length > 0 ? { types } : { objectId: wanted };
}

/** Indexes: the primary keys of both. */
async function namedBy(
  queries: Queries,
  organizationId: string,
  id: string,
): Promise<'delivery' | 'event' | null> {
  const [row] = await queries.query<{ delivery: boolean; event: boolean }>({
    name: 'deliveries-search-named',
    text: `
      select
        exists (select from deliveries where organization_id = ${unseen('$1')} and id = $2) as delivery,
        exists (select from events where organization_id = ${unseen('$1')} and id = $2) as event`,
    values: [organizationId, id],
  });
  if (row?.delivery) return 'delivery';
  return row?.event ? 'event' : null;
}

/** The types of all events that are kept. Jumps from type to type along events_by_type. */
async function eventTypesTold(queries: Queries, organizationId: string): Promise<string[]> {
  const rows = await queries.query<{ type: string }>({
    text: `
      with recursive told as (
        (select type from events where organization_id = $1 order by type limit 1)
        union all
        select next.type
        from told
        cross join lateral (
          select e.type from events e where e.organization_id = $1 and e.type > told.type order by e.type limit 1
        ) next
      )
      select type from told limit ${maxTypes}`,
    values: [organizationId],
  });
  return rows.map(({ type }) => type);
}
