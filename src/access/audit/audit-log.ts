import type { Page, PageRequest } from '../../base/page.ts';
import type { Queries } from '../../store/database.ts';
import {
  type AuditFilter,
  auditEntriesCount,
  auditEntriesList,
} from '../../store/queries/audit/audit-entries-list.ts';
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
  /** How many entries of an organization there are, counted up to 10,000. */
  count(principal: Principal, organizationId: string, filter: AuditFilter): Promise<number>;
}

const mostCounted = 10_000;

export function createAuditLog({ database }: { database: Queries }): AuditLog {
  return {
    async list(principal, organizationId, { filter, page }) {
      permit(principal, 'audit.read', organizationId);
      return auditEntriesList(database, organizationId, filter, page);
    },
    async count(principal, organizationId, filter) {
      permit(principal, 'audit.read', organizationId);
      return auditEntriesCount(database, organizationId, filter, mostCounted);
    },
  };
}
