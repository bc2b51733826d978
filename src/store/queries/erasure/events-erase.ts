import type { Transaction } from '../../database.ts';

/**
 * Takes the fields of an object out of events, and all that an event about it tells of others. What stays says that
 * the event was, and when: it is marked, so that it is never sent again. Index: the primary key.
 */
export async function eventsErase(
  tx: Transaction,
  input: { organizationId: string; objectId: string; eventIds: readonly string[]; now: Date },
): Promise<number> {
  const rows = await tx.query({
    name: 'events-erase',
    text: `
      update events
      set data = jsonb_build_object(
        'operation', data -> 'operation',
        'object', case
          when object_id = $2 then coalesce(data -> 'object', '{}') || '{"fields": {}}'
          else data -> 'object'
        end,
        'related', case
          when object_id = $2 then '{}'
          else (
            select jsonb_object_agg(
              relation, case when parent ->> 'id' = $2::text then parent || '{"fields": {}}' else parent end
            )
            from jsonb_each(data -> 'related') as told (relation, parent)
          )
        end,
        'erasedAt', $4::text
      )
      where organization_id = $1 and id = any($3::uuid[])
      returning 1`,
    values: [input.organizationId, input.objectId, input.eventIds, input.now.toISOString()],
  });
  return rows.length;
}
