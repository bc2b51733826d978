import type { Queries } from '../../database.ts';
import type { AuditEntry } from '../../records/audit-entry.ts';

/** Writes entries, in the transaction of what they tell of. */
export async function auditEntriesInsert(queries: Queries, entries: readonly AuditEntry[]): Promise<void> {
  await queries.query({
    name: 'audit-entries-insert',
    text: `
      insert into audit_entries (
        id, organization_id, at, actor_kind, actor_id, actor_name, action, target_type, target_id, target_name, details
      )
      select *
      from unnest(
        $1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
        $9::text[], $10::text[], $11::jsonb[]
      )`,
    values: [
      entries.map(({ id }) => id),
      entries.map(({ organizationId }) => organizationId),
      entries.map(({ at }) => at),
      entries.map(({ actor }) => actor.kind),
      entries.map(({ actor }) => actor.id),
      entries.map(({ actor }) => actor.name),
      entries.map(({ action }) => action),
      entries.map(({ target }) => target.type),
      entries.map(({ target }) => target.id),
      entries.map(({ target }) => target.name),
      entries.map(({ details }) => JSON.stringify(details)),
    ],
  });
}
