import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { Queries } from '../../../store/database.ts';
import { objectsList } from '../../../store/queries/objects/objects-list.ts';

/** More of them are not shown. */
const maxShown = 100;

/** The notification conditions that name a webhook. Served by the index on the fields of objects. */
export async function conditionsNaming(
  queries: Queries,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<ObjectRecord[]> {
  const filter = { field: 'webhookIds', comparison: 'equals' as const, value: [id.toLowerCase()] };
  const query = { type: 'notification_condition', filter, limit: maxShown, offset: 0 };
  return (await objectsList(queries, organizationId, query)).objects;
}
