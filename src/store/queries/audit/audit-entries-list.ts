import type { JsonObject } from '../../../base/json.ts';
import { type Page, type PageRequest, pageFrom } from '../../../base/page.ts';
import type { Queries } from '../../database.ts';
import type { AuditAction, AuditActorKind, AuditEntry } from '../../records/audit-entry.ts';
import { type Conditions, createConditions } from '../log-conditions.ts';

/** What the list can be narrowed by. */
export interface AuditFilter {
  /** Any of these. */
  actions?: readonly AuditAction[];
  actor?: { kind: AuditActorKind; id: string | null };
  targetType?: string;
  targetId?: string;
  from?: Date;
  to?: Date;
  /** Looked for in what was done, to what, by whom, and in the details. */
  text?: string;
}

interface AuditRow {
  id: string;
  organization_id: string | null;
  at: Date;
  actor_kind: AuditActorKind;
  actor_id: string | null;
  actor_name: string | null;
  action: AuditAction;
  target_type: string;
  target_id: string | null;
  target_name: string | null;
  details: JsonObject;
}

/**
 * Entries, newest first: those of an organization, or all there are. Indexes: audit_entries_by_target where the target is
 * named, audit_entries_by_organization otherwise; the primary key for all.
 */
export async function auditEntriesList(
  queries: Queries,
  organizationId: string | null,
  filter: AuditFilter,
  page: PageRequest,
): Promise<Page<AuditEntry>> {
  const conditions = conditionsOf(organizationId, filter);
  const end = conditions.page('id', page);
  const rows = await queries.query<AuditRow>({
    text: `
      select
        id, organization_id, at, actor_kind, actor_id, actor_name, action, target_type, target_id, target_name, details
      from audit_entries
      ${end}`,
    values: conditions.values,
  });
  return pageFrom(rows.map(entryFrom), page);
}

/** How many there are, counted up to `most`. Indexes: as for the list. */
export async function auditEntriesCount(
  queries: Queries,
  organizationId: string | null,
  filter: AuditFilter,
  most: number,
): Promise<number> {
  const conditions = conditionsOf(organizationId, filter);
  const [row] = await queries.query<{ count: number }>({
    text: `
      select count(*)::integer as count
      from (select from audit_entries ${conditions.where()} limit ${most}) found`,
    values: conditions.values,
  });
  return row?.count ?? 0;
}

function conditionsOf(organizationId: string | null, filter: AuditFilter): Conditions {
  const conditions = createConditions('organization_id', organizationId);
  conditions.anyOf('action', 'text', filter.actions);
  conditions.equals('actor_kind', filter.actor?.kind);
  conditions.equals('actor_id', filter.actor?.id ?? undefined);
  conditions.equals('target_type', filter.targetType);
  conditions.equals('target_id', filter.targetId);
  conditions.between('id', filter.from, filter.to);
  conditions.anyHas(searched, filter.text);
  return conditions;
}

const searched = [
  'action',
  'actor_kind',
  'actor_id',
  'actor_name',
  'target_type',
  'target_id',
  'target_name',
  'details::text',
];

function entryFrom(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    organizationId: row.organization_id,
    at: row.at,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    action: row.action,
    target: { type: row.target_type, id: row.target_id, name: row.target_name },
    details: row.details,
  };
}
