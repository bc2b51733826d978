import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/** The type and number under which the log knows an object; null where no event is about it. Uses events_by_object. */
export async function objectInLog(
  queries: Queries,
  input: { organizationId: string; id: string },
): Promise<{ type: string; number: string | null } | null> {
  const rows = await queries.query<{ type: string; number: string | null }>({
    text: `
      select object_type as type, data -> 'object' ->> 'number' as number
      from events
      where organization_id = ${unseen('$1')} and object_id = $2
      limit 1`,
    values: [input.organizationId, input.id],
  });
  return rows[0] ?? null;
}

/**
 * Looks at the next events of an organization, and answers with those that tell of an object, as their own, as
 * one of several or as a parent, and are not erased yet. `lastId` is where to go on; null when these were the last. Index: the primary key.
 */
export async function eventsTellingOf(
  queries: Queries,
  input: { organizationId: string; id: string; afterId: string; limit: number },
): Promise<{ ids: string[]; transactionIds: string[]; lastId: string | null }> {
  const rows = await queries.query<{ id: string; transaction_id: string; telling: boolean }>({
    name: 'events-telling-of',
    text: `
      select id, transaction_id, (
        object_id = $2 and (not data ? 'erasedAt' or jsonb_path_exists(data, '$.object.fields.*'))
        or jsonb_path_exists(
          data, '$.related.* ? (@.id == $id && exists(@.fields.*))', jsonb_build_object('id', $2::text)
        )
        or data ? 'more' and jsonb_path_exists(
          data, '$.more[*].** ? (@.id == $id && exists(@.fields.*))', jsonb_build_object('id', $2::text)
        )
      ) as telling
      from (
        select id, transaction_id, object_id, data::jsonb as data
        from events
        where organization_id = $1 and id > $3
        order by id
        limit $4
      ) looked
      order by id`,
    values: [input.organizationId, input.id, input.afterId, input.limit],
  });
  const telling = rows.filter((row) => row.telling);
  return {
    ids: telling.map(({ id }) => id),
    transactionIds: [...new Set(telling.map((row) => row.transaction_id))],
    lastId: rows.length < input.limit ? null : (rows.at(-1)?.id ?? null),
  };
}
