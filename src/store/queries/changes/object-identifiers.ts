import type { Queries } from '../../database.ts';

/** A value that may stand only once. */
export interface Identifier {
  organizationId: string;
  type: string;
  rule: string;
  /** The parent within which it is unique, or `wholeOrganization`. */
  scope: string;
  value: string;
  objectId: string;
}

/** The scope of a value that is unique in the organization. */
export const wholeOrganization = '00000000-0000-0000-0000-000000000000';

/**
 * Claims values and answers with those that were taken already. "On conflict do nothing" waits for a transaction
 * that is just claiming the same value, so that of two at once exactly one gets it.
 */
export async function objectIdentifiersClaim(
  queries: Queries,
  identifiers: readonly Identifier[],
): Promise<Identifier[]> {
  if (identifiers.length === 0) return [];
  const rows = await queries.query<{ position: number }>({
    name: 'object-identifiers-claim',
    text: `
      with wanted as (
        select * from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::uuid[])
          with ordinality as w (organization_id, type, rule, scope, value, object_id, position)
      ), claimed as (
        insert into object_identifiers (organization_id, type, rule, scope, value, object_id)
        select organization_id, type, rule, scope, value, object_id from wanted
        order by type, rule, scope, value
        on conflict do nothing
        returning organization_id, type, rule, scope, value, object_id
      )
      select w.position
      from wanted w
      left join claimed c using (organization_id, type, rule, scope, value, object_id)
      where c.object_id is null`,
    values: [
      identifiers.map((identifier) => identifier.organizationId),
      identifiers.map((identifier) => identifier.type),
      identifiers.map((identifier) => identifier.rule),
      identifiers.map((identifier) => identifier.scope),
      identifiers.map((identifier) => identifier.value),
      identifiers.map((identifier) => identifier.objectId),
    ],
  });
  return rows.flatMap((row) => identifiers[row.position - 1] ?? []);
}

/** Gives up values that objects held. */
export async function objectIdentifiersRelease(
  queries: Queries,
  identifiers: readonly Identifier[],
): Promise<void> {
  if (identifiers.length === 0) return;
  await queries.query({
    name: 'object-identifiers-release',
    text: `
      delete from object_identifiers i
      using unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::uuid[])
        as gone (organization_id, type, rule, scope, value, object_id)
      where i.organization_id = gone.organization_id and i.type = gone.type and i.rule = gone.rule
        and i.scope = gone.scope and i.value = gone.value and i.object_id = gone.object_id`,
    values: [
      identifiers.map((identifier) => identifier.organizationId),
      identifiers.map((identifier) => identifier.type),
      identifiers.map((identifier) => identifier.rule),
      identifiers.map((identifier) => identifier.scope),
      identifiers.map((identifier) => identifier.value),
      identifiers.map((identifier) => identifier.objectId),
    ],
  });
}
