import type { JsonObject } from '../../../base/json.ts';
import type { Queries } from '../../database.ts';
import type { UnknownEventTypes } from '../../records/event-type.ts';

/** What published events of an organization are held against. */
export interface EventRulesRow {
  unknown: UnknownEventTypes;
  /** The revision of each registered type. */
  revisions: ReadonlyMap<string, string>;
}

/** The registered types without their schemas, which may be large. Indexes: the primary keys. */
export async function eventRulesRead(queries: Queries, organizationId: string): Promise<EventRulesRow> {
  const rows = await queries.query<{ unknown: UnknownEventTypes; name: string | null; revision: string }>({
    name: 'event-rules-read',
    text: `
      select coalesce(o.settings ->> 'unknownEventTypes', 'accept') as unknown, e.name, e.revision
      from organizations o left join event_types e on e.organization_id = o.id
      where o.id = $1`,
    values: [organizationId],
  });
  return {
    unknown: rows[0]?.unknown ?? 'accept',
    revisions: new Map(rows.flatMap(({ name, revision }) => (name === null ? [] : [[name, revision]]))),
  };
}

/** The schema of a registered type, with its revision; null when it was removed meanwhile. Index: the primary key. */
export async function eventSchemaRead(
  queries: Queries,
  organizationId: string,
  name: string,
): Promise<{ schema: JsonObject; revision: string } | null> {
  const [row] = await queries.query<{ schema: JsonObject; revision: string }>({
    text: 'select schema, revision from event_types where organization_id = $1 and name = $2',
    values: [organizationId, name],
  });
  return row ?? null;
}
