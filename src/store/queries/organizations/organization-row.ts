import type { Organization, OrganizationSettings } from '../../records/organization.ts';

/** A row of the table. */
export interface OrganizationRow {
  id: string;
  key: string;
  number: number;
  name: string;
  dialect: string;
  /** What was not chosen may be absent. */
  settings: Partial<OrganizationSettings>;
  created_at: Date;
  updated_at: Date;
}

/** What the statements select. */
export const organizationColumns = 'id, key, number, name, dialect, settings, created_at, updated_at';

/** The organization of a row. */
export function organizationFrom(row: OrganizationRow): Organization {
  return {
    id: row.id,
    key: row.key,
    number: row.number,
    name: row.name,
    dialect: row.dialect,
    settings: { customFields: {}, ...row.settings },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
