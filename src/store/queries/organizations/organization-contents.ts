import type { Queries } from '../../database.ts';

/** What is in an organization. */
export interface OrganizationContents {
  webhooks: number;
  credentials: number;
  objects: number;
  events: number;
  deliveries: number;
  waiting: number;
}

/**
 * Counts what would go with an organization, each up to a limit. Indexes: the primary keys, which begin with the
 * organization, and deliveries_queued.
 */
export async function organizationContents(
  queries: Queries,
  input: { organizationId: string; limit: number },
): Promise<OrganizationContents> {
  const counted = (name: string, from: string) =>
    `(select count(*) from (select 1 from ${from} where organization_id = $1 limit $2) x) as ${name}`;
  const [row] = await queries.query<OrganizationContents>({
    text: `select
      ${counted('webhooks', 'webhooks')},
      ${counted('credentials', 'credentials')},
      ${counted('objects', 'objects')},
      ${counted('events', 'events')},
      ${counted('deliveries', 'deliveries')},
      (select count(*) from (
        select 1 from deliveries where organization_id = $1 and queued_at is not null limit $2
      ) x) as waiting`,
    values: [input.organizationId, input.limit],
  });
  if (row === undefined) throw new Error('Counting answered nothing');
  return row;
}
