import type { Page, PageRequest } from '../../base/page.ts';
import type { Queries } from '../../store/database.ts';
import { type AuditFilter, auditEntriesList } from '../../store/queries/audit/audit-entries-list.ts';
import type { AuditEntry } from '../../store/records/audit-entry.ts';
import { type Principal, permit } from '../principal.ts';

/** Who did what. It is only read here: the verbs that do something write it, in the transactions in which they do it. */
export interface AuditLog {
  /** The entries of an organization; with null those of all organizations, gone ones included, and of the installation. */
  list(
    principal: Principal,
    organizationId: string | null,
    question: { filter: AuditFilter; page: PageRequest },
  ): Promise<Page<AuditEntry>>;
}

export function createAuditLog({ database }: { database: Queries }): AuditLog {
  return {
    async list(principal, organizationId, { filter, page }) {
      permit(principal, 'audit.read', organizationId);
      return auditEntriesList(database, organizationId, filter, page);
    },
  };
}
