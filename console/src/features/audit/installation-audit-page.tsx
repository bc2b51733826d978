import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { organizationQuery } from '../../shared/api/organization.ts';
import { reading } from '../../shared/api/query.ts';
import type { AuditEntry, Organization } from '../../shared/api/types.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { useSearch } from '../../shared/routing/use-search.ts';
import { Id } from '../../shared/ui/id.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { AuditList, useAuditFilters } from './audit-list.tsx';

/** The organizations that entries name, by their ids; without those that are gone. */
function useOrganizationsOf(entries: readonly AuditEntry[]): Map<string, Organization> {
  const ids = [...new Set(entries.flatMap(({ organizationId }) => organizationId ?? []))];
  return useQueries({
    queries: ids.map((id) => ({ ...organizationQuery(id), staleTime: 60_000 })),
    combine: (results) =>
      new Map(results.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data]]))),
  });
}

/** Who did what in the whole installation: for whoever keeps it. */
export function InstallationAuditPage() {
  const { before, after } = useSearch();
  const filters = useAuditFilters();
  const query = useQuery({
    ...reading('/api/v1/audit-entries', { query: { ...filters, before, after } }),
    placeholderData: keepPreviousData,
  });
  const organizations = useOrganizationsOf(query.data?.items ?? []);
  const organizationOf = ({ organizationId }: AuditEntry) => organizations.get(organizationId ?? '');
  const column: Column<AuditEntry> = {
    key: 'organization',
    header: 'Organization',
    cell: (entry) => {
      const organization = organizationOf(entry);
      if (organization === undefined) {
        return entry.organizationId === null ? null : <Id id={entry.organizationId} />;
      }
      return (
        <Link to={paths.audit(organization.key)}>
          <Plain text={organization.name} max={40} />
        </Link>
      );
    },
  };
  return (
    <Page
      title="Audit log"
      description="Who did what in the whole installation, organizations that are gone included."
    >
      <AuditList
        here={paths.installationAudit()}
        query={query}
        orgOf={(entry) => organizationOf(entry)?.key ?? null}
        more={[column]}
      />
    </Page>
  );
}
