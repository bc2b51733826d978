import type { JsonObject } from '../../../base/json.ts';
import type { EventType } from '../../records/event-type.ts';

/** A row of the table. */
export interface EventTypeRow {
  organization_id: string;
  name: string;
  title: string | null;
  description: string | null;
  schema: JsonObject;
  example: JsonObject | null;
  created_at: Date;
  updated_at: Date;
}

/** What the statements select. */
export const eventTypeColumns =
  'organization_id, name, title, description, schema, example, created_at, updated_at';

/** The event type of a row. */
export function eventTypeFrom(row: EventTypeRow): EventType {
  const { organization_id: organizationId, created_at: createdAt, updated_at: updatedAt, ...rest } = row;
  return { organizationId, ...rest, createdAt, updatedAt };
}
