import { msOfUuid, uuidAtMs } from '../../../base/ids.ts';
import type { Queries, Transaction } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/**
 * What was said, by us and by receivers, goes, and the words of it; what it was about, when, how long it took, its status and
 * the facts that it is found by stay.
 */
const erase = `
  update attempts a
  set request_body = null, response_body = null, response_headers = null, detail = null,
    words = (
      select array_to_tsvector(array_agg(word))
      from unnest(tsvector_to_array(a.words)) as word
      where word like '=%'
    )`;
const holdsSomething = `(
  a.request_body is not null or a.response_body is not null or a.response_headers is not null
  or a.detail is not null
)`;

/** How long before its event a "before" call can have been made. */
const beforeCallsMs = 10 * 60 * 1000;

/** The attempts of deliveries of events. Uses deliveries_by_event, then attempts_by_delivery. */
export async function attemptsOfDeliveriesErase(
  tx: Transaction,
  input: { organizationId: string; eventIds: readonly string[] },
): Promise<number> {
  const rows = await tx.query({
    name: 'attempts-of-deliveries-erase',
    text: `
      ${erase}
      from deliveries d
      where d.organization_id = ${unseen('$1')} and d.event_id = any($2::uuid[])
        and a.organization_id = ${unseen('$1')} and a.delivery_id = d.id and ${holdsSomething}
      returning 1`,
    values: [input.organizationId, input.eventIds],
  });
  return rows.length;
}

/** The "before" calls that went ahead of events. `eventIds` are in order. Index: the primary key, for a short time. */
export async function beforeCallsErase(
  tx: Transaction,
  input: { organizationId: string; eventIds: readonly string[]; transactionIds: readonly string[] },
): Promise<number> {
  const [first, last] = [input.eventIds[0], input.eventIds.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const rows = await tx.query({
    name: 'before-calls-erase',
    text: `
      ${erase}
      where a.organization_id = $1 and a.id between $2 and $3 and a.kind = 'before'
        and a.transaction_id = any($4::uuid[]) and ${holdsSomething}
      returning 1`,
    values: [
      input.organizationId,
      uuidAtMs(msOfUuid(first) - beforeCallsMs),
      uuidAtMs(msOfUuid(last) + beforeCallsMs),
      input.transactionIds,
    ],
  });
  return rows.length;
}

/**
 * Looks at the next attempts of an organization, and erases the "before" calls among them that were about an object,
 * or told of it as a parent. The latter of changes that were refused, and so became no event, are known by their body,
 * which names the object. Index: the primary key.
 */
export async function refusedCallsErase(
  queries: Queries,
  input: { organizationId: string; id: string; number: string | null; afterId: string; limit: number },
): Promise<{ erased: number; lastId: string | null }> {
  // A short number would be found in nearly every body.
  const named = [input.id, ...(input.number !== null && input.number.length >= 6 ? [input.number] : [])];
  const rows = await queries.query<{ id: string; erased: boolean }>({
    name: 'refused-calls-erase',
    text: `
      with looked as materialized (
        select a.id, a.kind = 'before' and ${holdsSomething} and (
          a.object_id = $2
          or exists (
            select 1 from unnest($3::text[]) as name
            where position(convert_to(name, 'UTF8') in coalesce(a.request_body, '')) > 0
          )
        ) as telling
        from attempts a
        where a.organization_id = $1 and a.id > $4
        order by a.id
        limit $5
      ), erased as (
        ${erase}
        from looked
        where looked.telling and a.organization_id = $1 and a.id = looked.id and a.id > $4
        returning a.id
      )
      select looked.id, erased.id is not null as erased
      from looked
      left join erased on erased.id = looked.id
      order by looked.id`,
    values: [input.organizationId, input.id, named, input.afterId, input.limit],
  });
  return {
    erased: rows.filter((row) => row.erased).length,
    lastId: rows.length < input.limit ? null : (rows.at(-1)?.id ?? null),
  };
}
