import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/** Removes what was kept of the versions of an object. Index: object_versions_by_object. */
export async function objectVersionsErase(
  queries: Queries,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<void> {
  await queries.query({
    text: `delete from object_versions where organization_id = ${unseen('$1')} and object_id = $2`,
    values: [organizationId, id],
  });
}
