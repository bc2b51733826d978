import type { Queries } from '../../database.ts';

/** Which of these object types an organization has any object of. Index: objects_by_type, one look for each type. */
export async function organizationHasObjects(
  queries: Queries,
  organizationId: string,
  types: readonly string[],
): Promise<string[]> {
  const rows = await queries.query<{ type: string }>({
    text: `
      select wanted.type
      from unnest($2::text[]) as wanted (type)
      where exists (
        select 1 from objects where objects.organization_id = $1 and objects.type = wanted.type
      )`,
    values: [organizationId, types],
  });
  return rows.map(({ type }) => type);
}
