import type { Queries } from '../../database.ts';

/**
 * Which of these webhooks are there. None of them can be removed until the transaction ends; everything else may still
 * happen to them. In the order of their ids, so that two transactions do not wait for each other in a circle.
 */
export async function webhooksStay(
  tx: Queries,
  organizationId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }>({
    name: 'webhooks-stay',
    text: `
      select id
      from webhooks
      where organization_id = $1 and id = any($2::uuid[])
      order by id
      for key share`,
    values: [organizationId, ids],
  });
  return new Set(rows.map(({ id }) => id));
}
