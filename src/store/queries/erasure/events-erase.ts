import type { Transaction } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/**
 * Takes the fields of an object out of events, and all that an event about it tells of others. What stays says that
 * the event was, and when: it is marked, so that it is never sent again. Index: the primary key.
 *
 * The rows are locked by the order of their ids first, as by what sends again (`events-share-lock.ts`) and by others who erase: an update
 * alone takes them in whatever order it finds them, and two that have some in common could wait for each other in a circle.
 */
export async function eventsErase(
  tx: Transaction,
  input: { organizationId: string; objectId: string; eventIds: readonly string[]; now: Date },
): Promise<number> {
  const rows = await tx.query({
    name: 'events-erase',
    text: `
      with locked as (
        select organization_id, id
        from events
        where organization_id = ${unseen('$1')} and id = any($3::uuid[])
        order by id
        for no key update
      )
      update events
      set data = (jsonb_build_object(
        'operation', ${data} -> 'operation',
        'object', case
          when object_id = $2 then coalesce(${data} -> 'object', '{}') || '{"fields": {}}'
          else ${data} -> 'object'
        end,
        'related', case when object_id = $2 then '{}' else ${relatedWithout(`${data} -> 'related'`)} end,
        'erasedAt', $4::text
      ) || case
        when object_id = $2 or not ${data} ? 'more' then '{}'
        else jsonb_build_object('more', (
          select jsonb_agg(
            case
              when row -> 'object' ->> 'id' = $2::text then
                jsonb_build_object('object', (row -> 'object') || '{"fields": {}}', 'related', '{}'::jsonb)
              else row || jsonb_build_object('related', ${relatedWithout(`row -> 'related'`)})
            end
            order by position
          )
          from jsonb_array_elements(${data} -> 'more') with ordinality as rows (row, position)
        ))
      end)::json
      from locked
      where events.organization_id = locked.organization_id and events.id = locked.id
      returning 1`,
    values: [input.organizationId, input.objectId, input.eventIds, input.now.toISOString()],
  });
  return rows.length;
}

/** Is kept as the text that came. */
const data = 'data::jsonb';

function relatedWithout(related: string): string {
  return `coalesce((
          select jsonb_object_agg(
            relation, case when parent ->> 'id' = $2::text then parent || '{"fields": {}}' else parent end
          )
          from jsonb_each(${related}) as told (relation, parent)
        ), '{}')`;
}
