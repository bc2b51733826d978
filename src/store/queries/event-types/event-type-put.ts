import type { Transaction } from '../../database.ts';
import type { EventType } from '../../records/event-type.ts';

/** Registers an event type, or replaces it: null when it was new, otherwise when that was made. Index: the primary key. */
export async function eventTypePut(
  tx: Transaction,
  type: EventType & { revision: string },
): Promise<{ createdAt: Date }> {
  const [row] = await tx.query<{ created_at: Date }>({
    text: `
      insert into event_types (
        organization_id, name, title, description, schema, example, revision, created_at, updated_at
      )
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      on conflict (organization_id, name) do update
      set title = excluded.title, description = excluded.description, schema = excluded.schema,
        example = excluded.example, revision = excluded.revision, updated_at = excluded.updated_at
      returning created_at`,
    values: [
      type.organizationId,
      type.name,
      type.title,
      type.description,
      JSON.stringify(type.schema),
      type.example === null ? null : JSON.stringify(type.example),
      type.revision,
      type.createdAt,
      type.updatedAt,
    ],
  });
  return { createdAt: row?.created_at ?? type.createdAt };
}

/** Forgets an event type. False when it is not there. Index: the primary key. */
export async function eventTypeDelete(
  tx: Transaction,
  organizationId: string,
  name: string,
): Promise<boolean> {
  const rows = await tx.query({
    text: 'delete from event_types where organization_id = $1 and name = $2 returning 1',
    values: [organizationId, name],
  });
  return rows.length > 0;
}

/** How many event types an organization has. The organization's row must be locked, or others come meanwhile. */
export async function eventTypesCount(tx: Transaction, organizationId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>({
    text: 'select count(*)::int as count from event_types where organization_id = $1',
    values: [organizationId],
  });
  return row?.count ?? 0;
}
